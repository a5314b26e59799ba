import { readFileSync, mkdirSync, openSync, closeSync, writeSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'

/** Who holds a directory: enough to tell a living holder from a dead one whose pid was given to another process. */
interface Holder {
  pid: number
  /** Boot and start time of the process where the system tells them (Linux), else ''. */
  startedAt: string
}

/** A takeover lasts microseconds; a guard file older than this belongs to a process that died in it. */
const GUARD_LIFETIME_MS = 10_000

const heldHere = new Set<string>()

/** The directory is open in another process, or a second time in this one. */
export class DirectoryLockedError extends Error {
  constructor(
    readonly directory: string,
    readonly pid: number,
  ) {
    super(
      `The data directory ${directory} is in use by process ${pid}. ` +
        `An embedded database serves one process at a time: stop that process, or choose another directory.`,
    )
    this.name = 'DirectoryLockedError'
  }
}

/**
 * Takes the exclusive lock of a data directory, as the file `<directory>.lock` beside it.
 * A lock left by a process that no longer runs is taken over.
 * @returns a function that gives the lock back; calling it twice is harmless.
 * @throws {DirectoryLockedError} while a living process holds it, this one included.
 */
export function lockDirectory(directory: string): () => void {
  const target = path.resolve(directory)
  const lockFile = `${target}.lock`
  if (heldHere.has(target)) throw new DirectoryLockedError(target, process.pid)
  mkdirSync(path.dirname(target), { recursive: true })
  if (!writeExclusively(lockFile)) takeOver(target, lockFile)
  heldHere.add(target)

  return () => {
    if (heldHere.delete(target)) rmSync(lockFile, { force: true })
  }
}

/**
 * Replaces a dead process's lock. Two processes may find the same dead lock at once, so the check and
 * the replacement happen under a guard file that only one of them can create.
 */
function takeOver(target: string, lockFile: string): void {
  const guardFile = `${lockFile}.takeover`
  removeOldGuard(guardFile)
  if (!writeExclusively(guardFile)) throw new DirectoryLockedError(target, holderOf(guardFile).pid)
  try {
    const holder = holderOf(lockFile)
    if (isAlive(holder)) throw new DirectoryLockedError(target, holder.pid)
    rmSync(lockFile, { force: true })
    if (!writeExclusively(lockFile)) throw new DirectoryLockedError(target, holderOf(lockFile).pid)
  } finally {
    rmSync(guardFile, { force: true })
  }
}

function removeOldGuard(guardFile: string): void {
  const stats = statSync(guardFile, { throwIfNoEntry: false })
  if (stats && Date.now() - stats.mtimeMs > GUARD_LIFETIME_MS) rmSync(guardFile, { force: true })
}

function writeExclusively(file: string): boolean {
  let descriptor: number
  try {
    descriptor = openSync(file, 'wx')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  const holder: Holder = { pid: process.pid, startedAt: startOf(process.pid) }
  writeSync(descriptor, JSON.stringify(holder))
  closeSync(descriptor)
  return true
}

/** An unreadable or half-written file counts as nobody's: its writer died before the first byte was out. */
function holderOf(file: string): Holder {
  try {
    const { pid, startedAt } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>
    if (Number.isInteger(pid) && typeof startedAt === 'string') return { pid: pid!, startedAt }
  } catch {
    // Falls through: no readable holder.
  }
  return { pid: 0, startedAt: '' }
}

function isAlive(holder: Holder): boolean {
  if (holder.pid <= 0) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return holder.startedAt === startOf(holder.pid)
}

/** Field 22 of /proc/PID/stat (see proc(5)) counts clock ticks since boot, so it is paired with the boot's id. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${bootId}:${afterName[19]}`
  } catch {
    return ''
  }
}
