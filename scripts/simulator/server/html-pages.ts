import type { CompiledProject } from '../compiler/compiled-project'
import { routes } from '../wire'

/** The page one phone runs in. Its script reads `phone`, `path` and `query` from the address. */
export function phonePage(): string {
  return `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <link rel="icon" href="data:," />
    <title>Phone</title>
    <link rel="stylesheet" href="${routes.fonts}" />
  </head>
  <body>
    <script src="${routes.script}"></script>
  </body>
</html>
`
}

/** What `/` shows when nobody put a start page there: how to open a phone, and what is wrong in the project. */
export function indexPage({ appConfig, problems }: CompiledProject): string {
  const pages = appConfig.pages.map((page) => {
    const href = `${routes.phone}?${new URLSearchParams({ phone: 'one', path: page }).toString()}`
    return `<li><a href="${escapeHtml(href)}">${escapeHtml(page)}</a></li>`
  })
  const wrong = problems.map(({ severity, file, line, message }) => {
    const place = line === undefined ? file : `${file}:${line}`
    return `<li>${escapeHtml(`${severity}: ${place}: ${message}`)}</li>`
  })
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <link rel="icon" href="data:," />
    <title>Mini-program simulator</title>
  </head>
  <body>
    <h1>Mini-program simulator</h1>
    <p>Open a page in a phone. Each <code>?phone=</code> is a phone of its own, with its own storage.</p>
    <ul>${pages.join('')}</ul>
    <h2>Problems (${problems.length})</h2>
    <ul>${wrong.join('')}</ul>
  </body>
</html>
`
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character)
}
