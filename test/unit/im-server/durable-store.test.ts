import { DurableStore } from '../../../scripts/im-server/state/durable-store'
import type { Change, Journal } from '../../../scripts/im-server/state/journal'

/** A journal whose commits end when the test says so. */
class HeldJournal implements Journal {
  readonly batches: Change[][] = []
  private readonly ends: ((error?: Error) => void)[] = []
  load = async (): Promise<Change[]> => this.batches.flat()
  close = async (): Promise<void> => {}

  commit(changes: Change[]): Promise<void> {
    this.batches.push(changes)
    return new Promise((resolve, reject) => {
      this.ends.push((error) => (error ? reject(error) : resolve()))
    })
  }

  async end(error?: Error): Promise<void> {
    this.ends.shift()!(error)
    await nextTurn()
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function open() {
  const journal = new HeldJournal()
  const failures: unknown[] = []
  const store = new DurableStore(journal, (error) => failures.push(error))
  return { journal, failures, store, map: store.map<{ text: string }>('notes') }
}

describe('DurableStore', () => {
  it('tells nobody of a change before it is committed', async () => {
    const { journal, store, map } = open()
    const told: string[] = []
    map.set('a', { text: 'one' })
    store.afterCommit(() => told.push('one'))
    await nextTurn()
    expect(told).toEqual([])
    await journal.end()
    expect(told).toEqual(['one'])
  })

  it('puts changes made during a commit into the next one, the latest value of each', async () => {
    const { journal, store, map } = open()
    const told: string[] = []
    map.set('a', { text: 'one' })
    await nextTurn()
    map.set('b', { text: 'two' })
    map.set('b', { text: 'three' })
    map.delete('a')
    store.afterCommit(() => told.push('second batch'))
    await journal.end()
    expect(told).toEqual([])
    expect(journal.batches[1]).toEqual([
      { collection: 'notes', key: 'b', value: '{"text":"three"}' },
      { collection: 'notes', key: 'a', value: null },
    ])
    await journal.end()
    expect(told).toEqual(['second batch'])
  })

  it('never tells of a change whose commit fails', async () => {
    const { journal, failures, store, map } = open()
    const told: string[] = []
    map.set('a', { text: 'one' })
    store.afterCommit(() => told.push('one'))
    await nextTurn()
    await journal.end(new Error('disk full'))
    expect(told).toEqual([])
    expect(failures).toEqual([new Error('disk full')])
  })
})
