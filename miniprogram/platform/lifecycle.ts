/** The app as a whole going to the background and coming back. */
export interface Lifecycle {
  /** @returns a function that stops listening. */
  onHide(listener: () => void): () => void
  onShow(listener: () => void): () => void
}

type WxLifecycle = Pick<
  WechatMiniprogram.Wx,
  'onAppHide' | 'offAppHide' | 'onAppShow' | 'offAppShow'
>

export function createLifecycle(api: WxLifecycle): Lifecycle {
  return {
    onHide(listener) {
      api.onAppHide(listener)
      return () => api.offAppHide(listener)
    },
    onShow(listener) {
      api.onAppShow(listener)
      return () => api.offAppShow(listener)
    },
  }
}
