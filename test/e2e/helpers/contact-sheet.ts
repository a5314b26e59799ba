import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import type { Browser } from 'playwright-core'

import { lookName, type Look } from './drawn-phone'

interface Picture {
  scene: string
  look: string
  file: string
}

/** The sheet as one picture: three scenes beside each other, in small. CSS px. */
const OVERVIEW = { width: 2440, picture: 148 }

/** Pictures of every screen in every look, side by side for a person to look over: `test/screenshots/contact-sheet.html`. */
export class ContactSheet {
  private readonly pictures: Picture[] = []

  constructor(private readonly folder: string) {
    fs.rmSync(path.join(folder, 'sheet'), { recursive: true, force: true })
    fs.mkdirSync(path.join(folder, 'sheet'), { recursive: true })
  }

  add(scene: string, look: Look, image: Buffer): void {
    const name = lookName(look)
    const file = `sheet/${scene}-${name.replaceAll(' ', '-')}.jpg`
    fs.writeFileSync(path.join(this.folder, file), image)
    this.pictures.push({ scene, look: name, file })
  }

  /** Writes the page, and the same as one picture. @returns the page's path. */
  async write(browser: Browser): Promise<string> {
    const page = path.join(this.folder, 'contact-sheet.html')
    fs.writeFileSync(page, this.html())
    const context = await browser.newContext({ viewport: { width: OVERVIEW.width, height: 800 } })
    try {
      const view = await context.newPage()
      await view.goto(pathToFileURL(page).href)
      await view.addStyleTag({ content: `body { --picture: ${OVERVIEW.picture}px }` })
      const image = path.join(this.folder, 'contact-sheet.png')
      await view.screenshot({ path: image, fullPage: true })
    } finally {
      await context.close()
    }
    return page
  }

  private html(): string {
    const scenes = [...new Set(this.pictures.map(({ scene }) => scene))]
    const rows = scenes.map((scene) => {
      const figures = this.pictures
        .filter((picture) => picture.scene === scene)
        .map(
          ({ look, file }) =>
            `<figure><a href="${file}"><img src="${file}" alt="${scene}, ${look}"></a>` +
            `<figcaption>${look}</figcaption></figure>`,
        )
      return `<section id="${scene}"><h2>${scene}</h2><div class="row">${figures.join('')}</div></section>`
    })
    const links = scenes.map((scene) => `<a href="#${scene}">${scene}</a>`)
    return PAGE.replace('{links}', links.join('\n')).replace('{rows}', rows.join('\n'))
  }
}

const PAGE = `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>Hutong: every screen</title>
<style>
  body { --picture: 234px; margin: 24px; background: #d9d6d0; color: #22262a; font: 14px/1.4 system-ui, sans-serif; }
  nav { display: flex; flex-wrap: wrap; gap: 4px 16px; }
  a { color: inherit; }
  main { display: flex; flex-wrap: wrap; gap: 24px 32px; align-items: flex-start; }
  h2 { margin: 16px 0 8px; font-size: 16px; }
  .row { display: flex; gap: 8px; align-items: flex-start; }
  figure { margin: 0; }
  img { display: block; width: var(--picture); border-radius: 8px; }
  figcaption { margin-top: 4px; color: #464c52; font-size: 12px; }
</style>
<h1>Every screen</h1>
<nav>{links}</nav>
<main>{rows}</main>
</html>
`
