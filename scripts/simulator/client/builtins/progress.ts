import type { Builtin } from './builtin'
import { any, boolean, flag, number, numeric, string, text } from './properties'

/** `<progress>`; `active` grows it from 0 (or from where it was) at `duration` ms per cent. */
export const progress: Builtin = {
  tag: 'progress',
  properties: {
    percent: number(0),
    showInfo: boolean(),
    borderRadius: any(0),
    fontSize: any(16),
    strokeWidth: any(6),
    color: string(),
    activeColor: string('#09BB07'),
    backgroundColor: string('#EBEBEB'),
    active: boolean(),
    activeMode: string('backwards'),
    duration: number(30),
  },
  create(host) {
    const track = host.document.createElement('div')
    const bar = host.document.createElement('div')
    const label = host.document.createElement('span')
    track.className = 'wx-progress-track'
    label.className = 'wx-progress-info'
    track.append(bar)
    host.element.append(track, label)
    let shown = 0
    bar.addEventListener('transitionend', () => host.trigger('activeend', { curPercent: shown }))

    const move = (): void => {
      const percent = Math.min(100, Math.max(0, numeric(host, 'percent')))
      const isActive = flag(host, 'active')
      const from = text(host, 'activeMode') === 'forwards' ? shown : 0
      bar.style.transition = 'none'
      if (isActive) {
        bar.style.width = `${from}%`
        // Reading a size makes the start of the transition real.
        void bar.offsetWidth
        bar.style.transition = `width ${Math.abs(percent - from) * numeric(host, 'duration', 30)}ms linear`
      }
      bar.style.width = `${percent}%`
      shown = percent
      label.textContent = `${percent}%`
      host.element.setAttribute('aria-valuenow', String(percent))
    }
    return {
      update(name) {
        if (name === 'percent' || name === 'active') move()
        const height = `${numeric(host, 'strokeWidth', 6)}px`
        track.style.height = height
        bar.style.height = height
        track.style.borderRadius = `${numeric(host, 'borderRadius')}px`
        track.style.backgroundColor = text(host, 'backgroundColor')
        bar.style.backgroundColor = text(host, 'color') || text(host, 'activeColor')
        label.hidden = !flag(host, 'showInfo')
        label.style.fontSize = `${numeric(host, 'fontSize', 16)}px`
      },
    }
  },
}
