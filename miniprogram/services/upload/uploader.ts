import type { FileTransfer, RunningUpload } from '../../platform/file-transfer'
import { isWithin, type Clock } from '../../utils/clock'
import { ImError } from '../im/im-error'
import type { ImService } from '../im/im-service'
import type { UploadKind, UploadPermit, UploadTarget } from './upload-permit'

/** A permit this close to its end is not started with. */
const DEADLINE_MARGIN_MS = 60_000
/** A host that failed is tried last for this long. */
const HOST_REST_MS = 5 * 60_000

export interface UploadFile {
  path: string
  kind: UploadKind
  /** With its extension; what people see when they save it. */
  name: string
}

export interface UploadHooks {
  /** 0-100; never goes back. */
  onProgress(percent: number): void
  /** A fresh permit was fetched: keep it for a retry. */
  onPermit(permit: UploadPermit): void
}

export interface RunningFile {
  /** @throws {ImError} `UPLOAD_FAILED`, `OFFLINE` (retryable), `FILE_GONE` (final), `CANCELLED`. */
  done: Promise<{ url: string }>
  cancel(): void
}

/** Uploads files to the host the cloud names, and to the next one when that fails. */
export class Uploader {
  private readonly failedAt = new Map<string, number>()

  constructor(
    private readonly im: ImService,
    private readonly transfer: FileTransfer,
    private readonly clock: Clock,
  ) {}

  /** @param permit of an earlier try; used again while it is valid. */
  start(file: UploadFile, permit: UploadPermit | undefined, hooks: UploadHooks): RunningFile {
    let running: RunningUpload | null = null
    let cancel = (): void => undefined
    let isCancelled = false
    const cancelled = new Promise<never>((_, reject) => {
      cancel = () => {
        isCancelled = true
        running?.cancel()
        reject(new ImError('CANCELLED', false, 0, 'upload'))
      }
    })
    const begin = (target: UploadTarget, onProgress: (percent: number) => void) => {
      if (isCancelled) throw new ImError('CANCELLED', false, 0, 'upload')
      const { url, formData } = target
      running = this.transfer.upload({ url, path: file.path, field: 'file', formData, onProgress })
      return running.done
    }
    const work = this.run(file, permit, hooks, begin)
    // Whichever ends first decides; the other one's end is of no interest.
    work.catch(() => undefined)
    return { done: Promise.race([work, cancelled]), cancel }
  }

  private async run(
    file: UploadFile,
    known: UploadPermit | undefined,
    hooks: UploadHooks,
    begin: (
      target: UploadTarget,
      onProgress: (percent: number) => void,
    ) => Promise<{ status: number }>,
  ): Promise<{ url: string }> {
    if ((await this.transfer.sizeOf(file.path)) === null) {
      throw new ImError('FILE_GONE', false, 0, 'upload: the temporary file is gone')
    }
    const permit = await this.permitFor(file, known, hooks)
    let highest = 0
    const onProgress = (percent: number) => {
      if (percent > highest) hooks.onProgress((highest = percent))
    }
    const target = await this.firstThatTakes(permit, (each) => begin(each, onProgress))
    return { url: await this.im.fileUrl(file.kind, permit.key, file.name, target.vendor) }
  }

  private async permitFor(
    file: UploadFile,
    known: UploadPermit | undefined,
    hooks: UploadHooks,
  ): Promise<UploadPermit> {
    const isValid = known && known.deadlineMs - this.clock.now() > DEADLINE_MARGIN_MS
    if (isValid) return known
    const permit = await this.im.uploadPermit(file.kind, file.name)
    hooks.onPermit(permit)
    return permit
  }

  private async firstThatTakes(
    { targets }: UploadPermit,
    send: (target: UploadTarget) => Promise<{ status: number }>,
  ): Promise<UploadTarget> {
    let cause = 'no host'
    for (const target of this.healthyFirst(targets)) {
      try {
        const { status } = await send(target)
        if (status >= 200 && status < 300) {
          this.failedAt.delete(target.url)
          return target
        }
        cause = `${target.url} answered ${status}`
      } catch (thrown) {
        if (thrown instanceof ImError) throw thrown
        cause = `${target.url}: ${thrown instanceof Error ? thrown.message : String(thrown)}`
      }
      this.failedAt.set(target.url, this.clock.now())
    }
    throw new ImError('UPLOAD_FAILED', true, 0, cause)
  }

  private healthyFirst(targets: readonly UploadTarget[]): UploadTarget[] {
    const isResting = ({ url }: UploadTarget) => {
      const failedAt = this.failedAt.get(url)
      return failedAt !== undefined && isWithin(this.clock, failedAt, HOST_REST_MS)
    }
    return [...targets].sort((a, b) => Number(isResting(a)) - Number(isResting(b)))
  }
}
