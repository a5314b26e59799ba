/*
 * Runs in the page's document: handed over as source, so each function stands on its own.
 */

/**
 * Goes to the beginning of what is loaded, again and again, and watches a row there while history is put in above it.
 * @param selector of the scroll-view. @param row of its rows. @param pages of history, at most.
 * @returns the furthest a row in sight moved by itself, px, and how many pages came.
 */
export async function climb({
  selector,
  row,
  pages,
}: {
  selector: string
  row: string
  pages: number
}): Promise<{ drift: number; pages: number }> {
  const list = document.querySelector(`${selector} .wx-scroller`)!
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))
  const firstInSight = (): Element | undefined =>
    [...list.querySelectorAll(row)].find((one) => one.getBoundingClientRect().bottom > 150)
  let drift = 0
  let seen = 0
  for (let page = 0; page < pages; page += 1) {
    const { scrollHeight } = list
    list.scrollTop = Math.min(300, list.scrollTop)
    const watched = firstInSight()
    const place = watched?.getBoundingClientRect().bottom ?? 0
    const deadline = performance.now() + 5_000
    while (list.scrollHeight <= scrollHeight && performance.now() < deadline) await frame()
    if (list.scrollHeight <= scrollHeight) break
    seen += 1
    // What comes after the rows: the list's words, far screens that become boxes.
    for (let settle = 0; settle < 2; settle += 1) await frame()
    if (watched?.isConnected) {
      drift = Math.max(drift, Math.abs(watched.getBoundingClientRect().bottom - place))
    }
  }
  return { drift, pages: seen }
}

/**
 * Scrolls evenly, a step a frame, as a finger does, until it is over or the list is at its end.
 * @param speed px a second, negative upwards.
 * @returns the time it took, ms, and the rows in sight where it stopped.
 */
export async function glide({
  selector,
  row,
  speed,
  forMs,
}: {
  selector: string
  row: string
  speed: number
  forMs: number
}): Promise<{ tookMs: number; rowsInSight: number }> {
  const list = document.querySelector(`${selector} .wx-scroller`)!
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))
  const start = performance.now()
  let last = start
  let framesAtEnd = 0
  while (last - start < forMs && framesAtEnd < 30) {
    await frame()
    const now = performance.now()
    const { scrollTop } = list
    // After a frame that took long the finger is no further than it was seen to go.
    list.scrollTop += (speed * Math.min(50, now - last)) / 1_000
    framesAtEnd = list.scrollTop === scrollTop ? framesAtEnd + 1 : 0
    last = now
  }
  const tookMs = last - start
  for (let settle = 0; settle < 10; settle += 1) await frame()
  const box = list.getBoundingClientRect()
  const rowsInSight = [...list.querySelectorAll(row)].filter((one) => {
    const { top, bottom } = one.getBoundingClientRect()
    return bottom > box.top && top < box.bottom
  }).length
  return { tookMs, rowsInSight }
}

/** Goes to a place in the list: 0 is its beginning, 1 its end. */
export function goTo({ selector, share }: { selector: string; share: number }): void {
  const list = document.querySelector(`${selector} .wx-scroller`)!
  list.scrollTop = (list.scrollHeight - list.clientHeight) * share
}
