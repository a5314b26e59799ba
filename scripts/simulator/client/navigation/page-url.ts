export interface PageUrl {
  path: string
  query: Record<string, string>
}

/**
 * Splits what routes take: `/pages/a/a?x=1` from the root, `../b/b` from the page on top. Values stay encoded, as
 * WeChat hands them to onLoad.
 */
export function parsePageUrl(url: string, currentPath: string): PageUrl {
  const mark = url.indexOf('?')
  const location = mark < 0 ? url : url.slice(0, mark)
  return {
    path: resolvePath(location, currentPath),
    query: parseQuery(mark < 0 ? '' : url.slice(mark + 1)),
  }
}

export function parseQuery(text: string): Record<string, string> {
  const query: Record<string, string> = {}
  for (const pair of text.split('&').filter(Boolean)) {
    const equals = pair.indexOf('=')
    const name = equals < 0 ? pair : pair.slice(0, equals)
    query[name] = equals < 0 ? '' : pair.slice(equals + 1)
  }
  return query
}

function resolvePath(location: string, currentPath: string): string {
  const parts = location.startsWith('/') ? [] : currentPath.split('/').slice(0, -1)
  for (const part of location.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/').replace(/\.html$/, '')
}
