import { readFileSync } from 'node:fs'
import path from 'node:path'

import { escapeHtml } from '../simulator/server/html-pages'

export interface DemoPerson {
  id: string
  nickname: string
}

export interface StartPageOptions {
  people: DemoPerson[]
  /** The app server the phones use. */
  appUrl: string
  /** Page a phone opens with. */
  homePath: string
}

/** The page of `npm start`: two phones side by side, and what a person can do to each. */
export function startPage({ people, appUrl, homePath }: StartPageOptions): string {
  const facts = { people: people.map(({ id, nickname }) => ({ id, nickname })), appUrl, homePath }
  const json = JSON.stringify(facts).replace(/</g, '\\u003c')
  return readTemplate()
    .replace('<!-- people -->', () => people.map(personOption).join(''))
    .replace('/* facts */', () => `window.startFacts = ${json}`)
}

/** The page's own script. */
export function startPageScript(): string {
  return readFileSync(path.join(__dirname, 'start-page.client.js'), 'utf8')
}

function personOption({ id, nickname }: DemoPerson): string {
  return `<option value="${escapeHtml(id)}">${escapeHtml(nickname)}</option>`
}

/** Read at each request, so that a change shows after a reload. */
function readTemplate(): string {
  return readFileSync(path.join(__dirname, 'start-page.html'), 'utf8')
}
