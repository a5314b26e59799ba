import path from 'node:path'

import postcss, { type AtRule, CssSyntaxError, type Root, type Rule } from 'postcss'
import selectorParser from 'postcss-selector-parser'

import type { CompileProblem } from './compiled-project'
import type { ProjectFiles } from './project-files'

export interface CompiledWxss {
  css: string
  problems: CompileProblem[]
  /** Every project file the result depends on, missing ones included. */
  files: string[]
}

/** Stands in class names for the prefix of the component's style scope, which only the browser knows. */
const SCOPE_MARKER = '_SC_'

/** Compiles one WXSS file with its imports to CSS as `CompiledComponent.style` describes it. */
export function compileWxss(files: ProjectFiles, file: string): CompiledWxss {
  const problems: CompileProblem[] = []
  const used: string[] = []
  const root = loadWithImports(files, file, [], problems, used)
  if (!root) return { css: '', problems, files: used }
  root.walkRules((rule) => {
    if (!isKeyframe(rule)) rule.selector = convertSelector(rule.selector, file, problems)
  })
  root.walkDecls((declaration) => {
    declaration.value = convertSafeArea(convertLengths(declaration.value))
  })
  root.walkAtRules((atRule) => {
    atRule.params = convertLengths(atRule.params)
  })
  return { css: root.toString(), problems, files: used }
}

/** 750rpx are the width of the screen. Strings and url() stay as they are. */
function convertLengths(value: string): string {
  return value.replace(
    /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\)|(?<![\w-])([+-]?(?:\d+\.?\d*|\.\d+))rpx\b/gi,
    (whole, length: string | undefined) =>
      length === undefined ? whole : `${Number((Number(length) / 7.5).toFixed(5))}vw`,
  )
}

/** A browser knows no safe area of the simulated phone; the page's document gives it as custom properties. */
function convertSafeArea(value: string): string {
  return value
    .replace(/env\(\s*(safe-area-inset-\w+)\s*\)/g, 'var(--wx-$1, 0px)')
    .replace(/env\(\s*(safe-area-inset-\w+)\s*,/g, 'var(--wx-$1,')
}

function convertSelector(selector: string, file: string, problems: CompileProblem[]): string {
  try {
    return selectorParser((tree) => {
      tree.walkClasses((node) => {
        node.value = SCOPE_MARKER + node.value
      })
      tree.walkTags((node) => {
        node.value = node.value === 'page' ? 'body' : `wx-${node.value}`
      })
      tree.walkPseudos((node) => {
        if (node.value !== ':host') return
        const conditions = node.nodes[0]?.nodes ?? []
        node.replaceWith(hostAttribute(), ...conditions)
      })
    }).processSync(selector)
  } catch (error) {
    problems.push({ severity: 'error', file, message: `${selector}: ${(error as Error).message}` })
    return selector
  }
}

/** `:host` of the component whose scope replaces the marker. */
function hostAttribute(): selectorParser.Attribute {
  return selectorParser.attribute({
    attribute: 'wx-host',
    operator: '=',
    value: SCOPE_MARKER,
    quoteMark: '"',
    raws: { value: `"${SCOPE_MARKER}"` },
  })
}

function isKeyframe(rule: Rule): boolean {
  return rule.parent?.type === 'atrule' && (rule.parent as AtRule).name.endsWith('keyframes')
}

function loadWithImports(
  files: ProjectFiles,
  file: string,
  importers: string[],
  problems: CompileProblem[],
  used: string[],
): Root | undefined {
  const source = files.read(file)
  used.push(file)
  if (source === undefined) return undefined
  const root = parse(source, file, problems)
  root?.walkAtRules('import', (atRule) => {
    const imported = importedFile(atRule.params, file)
    const line = atRule.source?.start?.line
    const at = { file, ...(line !== undefined && { line }) }
    if (!files.exists(imported)) {
      used.push(imported)
      problems.push({ severity: 'error', ...at, message: `@import ${atRule.params}: no such file` })
      atRule.remove()
    } else if (imported === file || importers.includes(imported)) {
      problems.push({
        severity: 'error',
        ...at,
        message: `@import ${atRule.params}: imports itself`,
      })
      atRule.remove()
    } else {
      const inner = loadWithImports(files, imported, [...importers, file], problems, used)
      atRule.replaceWith(inner?.nodes ?? [])
    }
  })
  root?.walkDecls((declaration) => {
    if (!declaration.value.includes('url(')) return
    declaration.value = rebaseUrls(declaration.value, file, (url) => {
      const line = declaration.source?.start?.line
      const message = `url(${url}): WeChat shows no local file here; use <image> or base64`
      problems.push({ severity: 'warning', file, ...(line !== undefined && { line }), message })
    })
  })
  return root
}

function parse(source: string, file: string, problems: CompileProblem[]): Root | undefined {
  try {
    return postcss.parse(source)
  } catch (error) {
    if (!(error instanceof CssSyntaxError)) throw error
    const { line, column, reason } = error
    problems.push({
      severity: 'error',
      file,
      message: reason,
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
    })
    return undefined
  }
}

function importedFile(params: string, fromFile: string): string {
  const request = /^(?:url\(\s*)?["']?([^"')]+)/.exec(params)?.[1]?.trim() ?? ''
  const resolved = request.startsWith('/')
    ? path.posix.normalize(request.slice(1))
    : path.posix.join(path.posix.dirname(fromFile), request)
  return resolved.endsWith('.wxss') ? resolved : `${resolved}.wxss`
}

function rebaseUrls(value: string, file: string, onLocal: (url: string) => void): string {
  return value.replace(/url\(\s*(["']?)([^"')]+)\1\s*\)/g, (whole, _quote, url: string) => {
    if (/^(?:[a-z]+:|\/\/|#)/i.test(url)) return whole
    onLocal(url)
    const target = url.startsWith('/')
      ? url.slice(1)
      : path.posix.join(path.posix.dirname(file), url)
    return `url("/files/${target}")`
  })
}
