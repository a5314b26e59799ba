/** A failure of a `wx` call. `message` is what follows `name:fail ` in WeChat's errMsg. */
export class WxError extends Error {
  /**
   * @param errno WeChat's number, where it documents one (Errno错误码).
   * @param extra further members of the fail result (`statusCode`, `errCode`...).
   */
  constructor(
    message: string,
    readonly errno?: number,
    readonly extra?: Record<string, unknown>,
  ) {
    super(message)
    this.name = 'WxError'
  }
}

/** WeChat's answer to an option of the wrong type. */
export function parameterError(name: string, expected: string, value: unknown): WxError {
  return new WxError(
    `parameter error: parameter.${name} should be ${expected} instead of ${typeName(value)};`,
    1001,
  )
}

/** @throws {WxError} when `value` is not a string. */
export function requireString(name: string, value: unknown): string {
  if (typeof value !== 'string') throw parameterError(name, 'String', value)
  return value
}

function typeName(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1)
}
