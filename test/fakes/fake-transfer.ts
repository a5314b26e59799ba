import type {
  FileTransfer,
  FileUpload,
  RunningUpload,
} from '../../miniprogram/platform/file-transfer'

interface Attempt extends FileUpload {
  finish(status: number): void
  fail(reason: string): void
}

/** Uploads that end when and as a test says. */
export class FakeTransfer implements FileTransfer {
  readonly sizes = new Map<string, number>()
  readonly attempts: Attempt[] = []
  cancelled = 0
  /** Status by address that is answered at once; others wait for the test. */
  readonly answers = new Map<string, number>()

  upload(upload: FileUpload): RunningUpload {
    let finish: (status: number) => void = () => undefined
    let fail: (reason: string) => void = () => undefined
    const done = new Promise<{ status: number }>((resolve, reject) => {
      finish = (status) => resolve({ status })
      fail = (reason) => reject(new Error(reason))
    })
    this.attempts.push({ ...upload, finish, fail })
    const status = this.answers.get(upload.url)
    if (status !== undefined) finish(status)
    return {
      done,
      cancel: () => {
        this.cancelled += 1
        fail('uploadFile:fail abort')
      },
    }
  }

  /** Text by path of the files that were made. */
  readonly written = new Map<string, string>()

  async write(name: string, text: string): Promise<string> {
    const path = `/made/${this.written.size}/${name}`
    this.written.set(path, text)
    this.sizes.set(path, text.length)
    return path
  }

  async sizeOf(path: string): Promise<number | null> {
    return this.sizes.get(path) ?? null
  }
}
