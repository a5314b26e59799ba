import { isId } from '../state/keys'

/** A refused Server API request. Codes: 1002 parameter, 1005 too long, 1508 body. */
export class ApiError extends Error {
  override name = 'ApiError'
  constructor(
    readonly code: number,
    message: string,
    readonly httpStatus = 400,
  ) {
    super(message)
  }
}

/**
 * The parameters of one request: form fields, each once or repeated. Reading goes by name and kind,
 * and a name nobody read is reported by `checkAllRead`.
 */
export class Parameters {
  private readonly values: Map<string, string[]>
  private readonly read = new Set<string>()

  constructor(body: unknown) {
    const fields = typeof body === 'object' && body !== null ? Object.entries(body) : []
    this.values = new Map(
      fields.map(([name, value]) => [
        name,
        (Array.isArray(value) ? value : [value]).map((item) =>
          typeof item === 'object' ? JSON.stringify(item) : String(item),
        ),
      ]),
    )
  }

  /** Every value of a name; empty when it is absent. */
  all(name: string): string[] {
    this.read.add(name)
    return this.values.get(name) ?? []
  }

  optional(name: string): string | undefined {
    return this.all(name)[0]
  }

  text(name: string): string {
    const value = this.optional(name)
    if (value === undefined || value === '') throw new ApiError(1002, `${name} is required.`)
    return value
  }

  id(name: string): string {
    const value = this.text(name)
    if (!isId(value)) throw new ApiError(1002, `${name} is not a valid id.`)
    return value
  }

  /** One to `limit` ids. */
  ids(name: string, limit: number): string[] {
    const ids = this.all(name)
    if (ids.length === 0) throw new ApiError(1002, `${name} is required.`)
    if (ids.length > limit) throw new ApiError(1002, `${name} has more than ${limit} values.`)
    if (!ids.every(isId)) throw new ApiError(1002, `${name} holds an invalid id.`)
    return [...new Set(ids)]
  }

  integer(name: string, range: { min: number; max: number; standard?: number }): number {
    const text = this.optional(name)
    if (text === undefined && range.standard !== undefined) return range.standard
    const value = Number(text)
    const isInRange = Number.isInteger(value) && value >= range.min && value <= range.max
    if (text === undefined || text === '' || !isInRange) {
      throw new ApiError(1002, `${name} must be a whole number from ${range.min} to ${range.max}.`)
    }
    return value
  }

  /** 0 or 1, as the API writes switches; `true` and `false` are accepted too. */
  flag(name: string, standard = false): boolean {
    const text = this.optional(name)
    if (text === undefined || text === '') return standard
    if (text === '1' || text === 'true') return true
    if (text === '0' || text === 'false') return false
    throw new ApiError(1002, `${name} must be 0 or 1.`)
  }

  /** Fields of the form `name[key]=value`. */
  map(name: string): [key: string, value: string][] {
    const pattern = new RegExp(`^${name}\\[(.+)\\]$`)
    return [...this.values].flatMap(([field, values]) => {
      const key = pattern.exec(field)?.[1]
      if (key === undefined) return []
      this.read.add(field)
      return [[key, values[0] ?? ''] as [string, string]]
    })
  }

  checkAllRead(): void {
    const unknown = [...this.values.keys()].find((name) => !this.read.has(name))
    if (unknown !== undefined)
      throw new ApiError(1002, `${unknown} is not a parameter of this call.`)
  }
}
