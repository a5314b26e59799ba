import { proxyFailureHeader } from '../../wire'
import { WxError } from './wx-error'

/**
 * Fails when the simulator's proxy answers for itself, since nobody else did.
 * @param header reads a response header by its name.
 * @throws {WxError} in WeChat's words.
 */
export function failWhenNotCarried(header: (name: string) => string | null): void {
  const failure = header(proxyFailureHeader)
  if (failure === 'forbidden') throw new WxError('url not in domain list', 600002)
  if (failure !== null) {
    const text = 'errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED'
    throw new WxError(text, 600001)
  }
}
