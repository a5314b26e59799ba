import { EventChannel } from '../../../../scripts/simulator/client/navigation/event-channel'
import type { Page } from '../../../../scripts/simulator/client/navigation/page'
import { PageStack } from '../../../../scripts/simulator/client/navigation/page-stack'
import { PageTable } from '../../../../scripts/simulator/client/navigation/page-table'

/** A stack whose pages only note what happens to them. */
function stackOf() {
  const notes: string[] = []
  const note = (text: string) => (): void => void notes.push(text)
  const table = new PageTable({
    pages: ['pages/a/a', 'pages/b/b', 'pages/c/c'],
    subPackages: [{ root: '/sub/', pages: ['d/d'] }],
    tabBar: {
      list: [
        { pagePath: 'pages/a/a', text: 'A' },
        { pagePath: 'pages/b/b', text: 'B' },
      ],
    },
  })
  const broken = new Set<string>()
  const stack = new PageStack(table, {
    prepare: async (path) => {
      if (broken.has(path)) throw new Error('network error')
    },
    open: ({ path, query }, channel) => {
      const name = path.slice(-1)
      notes.push(`open ${name}`)
      const page = {
        path,
        query,
        load: () => {
          notes.push(`load ${name}`)
          channel.emit('answer', `from ${name}`)
        },
        show: note(`show ${name}`),
        hide: note(`hide ${name}`),
      }
      return page as unknown as Page
    },
    settle: async () => undefined,
    destroy: ({ path }) => void notes.push(`close ${path.slice(-1)}`),
    onTopChange: () => undefined,
    onNotFound: ({ path }) => void notes.push(`not found ${path}`),
    channel: () => EventChannel.pair(() => undefined),
  })
  const read = (): string[] => notes.splice(0)
  return { stack, read, broken }
}

const home = { path: 'pages/a/a', query: {} }

describe('PageStack', () => {
  it('hides the page below before it opens another', async () => {
    const { stack, read } = stackOf()
    await stack.launch([home])
    read()
    await stack.navigateTo('../c/c?x=1&y=')
    expect(read()).toEqual(['hide a', 'open c', 'load c', 'show c'])
    expect(stack.top?.query).toEqual({ x: '1', y: '' })
    await stack.navigateBack(1)
    expect(read()).toEqual(['close c', 'show a'])
  })

  it('keeps tab pages and closes the others on a switch of tabs', async () => {
    const { stack, read } = stackOf()
    await stack.launch([home])
    await stack.navigateTo('/pages/c/c')
    read()
    await stack.switchTab('/pages/b/b')
    expect(read()).toEqual(['close c', 'hide a', 'open b', 'load b', 'show b'])
    await stack.switchTab('/pages/a/a')
    expect(read()).toEqual(['hide b', 'show a'])
    await stack.switchTab('/pages/a/a')
    expect(read()).toEqual([])
  })

  it('closes every page on reLaunch', async () => {
    const { stack, read } = stackOf()
    await stack.launch([home])
    await stack.switchTab('/pages/b/b')
    await stack.navigateTo('/sub/d/d')
    read()
    await stack.reLaunch('/pages/c/c')
    expect(read()).toEqual(['close d', 'close b', 'close a', 'open c', 'load c', 'show c'])
    expect(stack.all).toHaveLength(1)
  })

  it('leaves everything as it is when a route fails', async () => {
    const { stack, read, broken } = stackOf()
    await stack.launch([home])
    read()
    broken.add('sub/d/d')
    await expect(stack.navigateTo('/sub/d/d')).rejects.toThrow('network error')
    await expect(stack.redirectTo('/pages/b/b')).rejects.toThrow('can not redirectTo a tabbar page')
    await expect(stack.navigateTo('/nowhere')).rejects.toThrow('page "nowhere" is not found')
    expect(read()).toEqual(['not found nowhere'])
    expect(stack.top?.path).toBe('pages/a/a')
  })

  it('runs routes one after the other', async () => {
    const { stack, read } = stackOf()
    const launched = stack.launch([home])
    const redirected = stack.redirectTo('/pages/c/c')
    await Promise.all([launched, redirected])
    expect(read()).toEqual([
      ...['open a', 'load a', 'show a'],
      ...['close a', 'open c', 'load c', 'show c'],
    ])
  })

  it('opens the home page when the first page is not there', async () => {
    const { stack, read } = stackOf()
    await stack.launch([{ path: 'pages/gone/gone', query: {} }])
    expect(read()).toEqual(['not found pages/gone/gone', 'open a', 'load a', 'show a'])
  })

  it('lets the opener hear what the opened page says while it loads', async () => {
    const { stack } = stackOf()
    await stack.launch([home])
    const heard: unknown[] = []
    await stack.navigateTo('/pages/c/c', { answer: (text) => heard.push(text) })
    expect(heard).toEqual(['from c'])
  })
})

describe('EventChannel', () => {
  it('carries words to the other end only', () => {
    const errors: unknown[] = []
    const [opener, opened] = EventChannel.pair((error) => errors.push(error))
    const heard: unknown[] = []
    opened.on('say', (...words) => heard.push(['opened', ...words]))
    opener.on('say', () => heard.push('opener'))
    opened.once('say', () => {
      throw new Error('listener failed')
    })
    opener.emit('say', 1, 2)
    opener.emit('say', 3)
    expect(heard).toEqual([
      ['opened', 1, 2],
      ['opened', 3],
    ])
    expect(errors).toHaveLength(1)
    opened.off('say')
    opener.emit('say', 4)
    expect(heard).toHaveLength(2)
  })
})
