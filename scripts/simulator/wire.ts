/**
 * Messages between the phone page in the browser and the simulator's server, as JSON over the WebSocket
 * `/__sim?phone=<id>`. The automation protocol passes through unchanged: the server is a relay and answers by itself
 * only what a page cannot do (`App.captureScreenshot`, `Tool.close`).
 */
export type ServerToPhone =
  /** A request of an automator client; the phone answers with the same id. */
  | { kind: 'automator'; message: { id: string; method: string; params?: Record<string, unknown> } }
  /** The project was recompiled; `changed` lists source files. The phone applies it and keeps its page. */
  | { kind: 'recompiled'; version: number; changed: string[] }
  /** From the control panel: what the person did to the phone. */
  | { kind: 'control'; command: PhoneCommand }

export type PhoneToServer =
  /** The first page fired onReady; requests wait for it. */
  | { kind: 'ready' }
  | {
      kind: 'automator'
      message:
        | { id: string; result: unknown }
        | { id: string; error: { message: string } }
        /** Events: App.logAdded, App.exceptionThrown, App.bindingCalled. */
        | { method: string; params: Record<string, unknown> }
    }

/** Also accepted by the phone page as `window.postMessage({ hutongSimulator: PhoneCommand })`. */
export type PhoneCommand =
  | { name: 'network'; isConnected: boolean; type?: string }
  | { name: 'background' }
  | { name: 'foreground' }
  | { name: 'theme'; theme: 'light' | 'dark' }
  | { name: 'language'; language: string }
  | { name: 'fontScale'; scale: number }
  | { name: 'reducedMotion'; isReduced: boolean }
  | { name: 'keyboard'; height: number }
  | { name: 'open'; url: string }
  /** WeChat has ended the mini-program and starts it anew: memory and temporary files are gone. */
  | { name: 'restart' }

/**
 * Addresses the server answers, all relative to its root. `/phone/` serves the phone's page, whose script is
 * `/phone/main.js` and whose pages load `/phone/base.css`.
 */
export const routes = {
  /** `/phone/?phone=<id>&path=<page>&query=<encoded>`. */
  phone: '/phone/',
  script: '/phone/main.js',
  baseStyle: '/phone/base.css',
  /** @font-face of Chinese text and emoji; `baseStyle` imports it. */
  fonts: '/fonts/fonts.css',
  project: '/project.json',
  /** `/files/<path under miniprogramRoot>`: images and other files of the project. */
  files: '/files/',
  /** `/__proxy?url=<encoded>`: any method and body, passed on without CORS. */
  proxy: '/__proxy',
  /** WebSocket, `/__sim?phone=<id>`. */
  socket: '/__sim',
} as const

/**
 * Header of the proxy's own answers, which are no answers of the other side: `forbidden` (a host that is not allowed)
 * or `unreachable` (nobody answered).
 */
export const proxyFailureHeader = 'x-simulator-proxy-failure'
