import { FileStore, type StoredFile } from './file-store'
import { type Backing, PersistentMap } from './persistent-map'

const STORES = ['storage', 'files'] as const

/**
 * Opens what the phone keeps across reloads, in an IndexedDB of its own.
 * @throws when the browser refuses IndexedDB (private windows of some browsers).
 */
export async function openPhoneData(
  phoneId: string,
): Promise<{ storage: PersistentMap<string>; files: FileStore }> {
  const database = await openDatabase(`hutong-phone-${phoneId}`)
  return {
    storage: await openMap<string>(database, 'storage'),
    files: new FileStore(await openMap<StoredFile>(database, 'files')),
  }
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => {
    for (const store of STORES) request.result.createObjectStore(store)
  }
  return settled(request)
}

async function openMap<V>(database: IDBDatabase, store: string): Promise<PersistentMap<V>> {
  const objects = database.transaction(store).objectStore(store)
  const [keys, values] = await Promise.all([
    settled(objects.getAllKeys() as IDBRequest<string[]>),
    settled(objects.getAll() as IDBRequest<V[]>),
  ])
  const entries = keys.map((key, index): [string, V] => [key, values[index]])
  return new PersistentMap(entries, writeThrough<V>(database, store))
}

function writeThrough<V>(database: IDBDatabase, store: string): Backing<V> {
  let last: Promise<unknown> = Promise.resolve()
  const write = (change: (objects: IDBObjectStore) => void): void => {
    const transaction = database.transaction(store, 'readwrite')
    last = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve
      transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB write aborted'))
    })
    last.catch((error: unknown) => console.error('simulator: phone data was not saved', error))
    change(transaction.objectStore(store))
    transaction.commit()
  }
  return {
    put: (key, value) => write((objects) => objects.put(value, key)),
    delete: (key) => write((objects) => objects.delete(key)),
    clear: () => write((objects) => objects.clear()),
    // Transactions on one store run in order, so the last one done means all are.
    flush: () => last.then(() => undefined),
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB request failed'))
  })
}
