import { accessSync, constants } from 'node:fs'
import path from 'node:path'

import { type Browser, chromium } from 'playwright-core'

import { unpackPackagedChromium } from './packaged-chromium'

interface FoundChromium {
  executablePath: string
  env: Record<string, string>
}

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]
const usualPlaces: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:/Program Files/Google/Chrome/Application/chrome.exe',
    'C:/Program Files (x86)/Google/Chrome/Application/chrome.exe',
    'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
    'C:/Program Files/Microsoft/Edge/Application/msedge.exe',
  ],
  linux: ['/snap/bin/chromium', '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'],
}

/**
 * Finds a browser: `$CHROMIUM`, an installed Chromium, Chrome or Edge, else the one of `@sparticuz/chromium`.
 * @throws Error that says what to do when there is none, or when `$CHROMIUM` names nothing.
 */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<FoundChromium> {
  if (env.CHROMIUM) {
    if (isExecutable(env.CHROMIUM)) return { executablePath: env.CHROMIUM, env: {} }
    throw new Error(`CHROMIUM names ${env.CHROMIUM}, which cannot be run`)
  }
  const onPath = (env.PATH ?? '')
    .split(path.delimiter)
    .filter(Boolean)
    .flatMap((dir) => names.map((name) => path.join(dir, name)))
  const installed = [...onPath, ...(usualPlaces[process.platform] ?? [])].find(isExecutable)
  if (installed) return { executablePath: installed, env: {} }
  const packaged = await unpackPackagedChromium()
  if (packaged) return packaged
  throw new Error(
    'No Chromium found. Install Chromium, Chrome or Edge, or name one in CHROMIUM. On Linux x64, ' +
      '"npm install" without --omit=optional brings one.',
  )
}

/**
 * Starts it without a window. The caller closes it; signals are the caller's too.
 * @param inspectPort where its debugging protocol listens, on this machine only; nowhere when absent.
 */
export async function launchChromium(inspectPort?: number): Promise<Browser> {
  const { executablePath, env } = await findChromium()
  return chromium.launch({
    executablePath,
    headless: true,
    env: { ...definedOnly(process.env), ...env },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      // A container's root user has no sandbox, and /dev/shm there is too small.
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--font-render-hinting=none',
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      // Two phones share one browser; neither is in front.
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      '--disable-backgrounding-occluded-windows',
      ...(inspectPort === undefined ? [] : [`--remote-debugging-port=${inspectPort}`]),
    ],
  })
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry) => entry[1] !== undefined),
  ) as Record<string, string>
}
