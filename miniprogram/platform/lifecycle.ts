/** The app as a whole going to the background and coming back. */
export interface Lifecycle {
  /** @returns a function that stops listening. */
  onHide(listener: () => void): () => void
  onShow(listener: () => void): () => void
}

export const wxLifecycle: Lifecycle = {
  onHide(listener) {
    wx.onAppHide(listener)
    return () => wx.offAppHide(listener)
  },
  onShow(listener) {
    wx.onAppShow(listener)
    return () => wx.offAppShow(listener)
  },
}
