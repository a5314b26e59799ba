import type { Browser } from 'playwright-core'

/** 16 x 16: a lantern that flickers. */
export const GIF = Buffer.from(
  'R0lGODlhEAAQAPIAACYyOHhaPPC+UMQ5KpYoHgAAAAAAAAAAACH/C05FVFNDQVBFMi4wAwEAAAAh+QQEPAAAACwAAAAAEAAQAAADNQi63A4h' +
    'hueEoGvorZ8mHDg0H1eO2QBaltqlqya4qFKys8ic4Qv3tZ3JR7FgGsaj4gJgKjEJACH5BAQ8AAAALAAAAAAQABAAgiYyOHhaPP/gjOJgQLQ8' +
    'KAAAAAAAAAAAAAM1CLrcDiGG54Sga+itnyYcODQfV47ZAFqW2qWrJrioUrKzyJzhC/e1nclHsWAaxqPiAmAqMQkAOw==',
  'base64',
)

/** A sound file in which nobody speaks, so that it plays as long as needed. @returns WAV, 8 kHz mono. */
export function silence(seconds: number): Buffer {
  const rate = 8_000
  const samples = Buffer.alloc(rate * seconds, 128)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples])
}

/** A street under the evening sky, drawn on the spot. @returns JPEG. */
export async function drawStreet(browser: Browser, width: number, height: number): Promise<Buffer> {
  const context = await browser.newContext({ viewport: { width, height } })
  try {
    const page = await context.newPage()
    await page.setContent(STREET)
    return await page.screenshot({ type: 'jpeg', quality: 60 })
  } finally {
    await context.close()
  }
}

const STREET = `<body style="margin:0"><svg viewBox="0 0 120 90" preserveAspectRatio="xMidYMid slice"
  style="display:block;width:100vw;height:100vh" xmlns="http://www.w3.org/2000/svg">
  <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#34506b"/><stop offset="1" stop-color="#e9b48a"/></linearGradient></defs>
  <rect width="120" height="90" fill="url(#sky)"/><circle cx="88" cy="30" r="9" fill="#f6e3c0"/>
  <path d="M0 46 18 34h20l12 12v44H0Z" fill="#6c7378"/><path d="M120 40 102 28H84L70 42v48h50Z" fill="#5b6267"/>
  <path d="M0 46 18 34h20l14 13H0ZM120 40 102 28H84L68 43h52Z" fill="#3d4347"/>
  <rect x="14" y="56" width="18" height="34" fill="#a8392b"/><path d="M23 56v34" stroke="#7d281d" stroke-width="1"/>
  <rect x="88" y="54" width="9" height="12" fill="#f2cf7d"/><path d="M46 90 56 60h10l10 30Z" fill="#8f8a80"/></svg></body>`
