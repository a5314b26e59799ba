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

/** CSS px of one picture's width on the sheet. */
const WIDTH = 234

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
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    try {
      const view = await context.newPage()
      await view.goto(pathToFileURL(page).href)
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
            `<figure><a href="${file}"><img src="${file}" width="${WIDTH}" alt="${scene}, ${look}"></a>` +
            `<figcaption>${look}</figcaption></figure>`,
        )
      return `<h2 id="${scene}">${scene}</h2><div class="row">${figures.join('')}</div>`
    })
    return PAGE.replace('{rows}', rows.join('\n'))
  }
}

const PAGE = `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>Hutong: every screen</title>
<style>
  body { margin: 24px; background: #d9d6d0; color: #22262a; font: 14px/1.4 system-ui, sans-serif; }
  h2 { margin: 24px 0 8px; font-size: 16px; }
  .row { display: flex; gap: 12px; align-items: flex-start; }
  figure { margin: 0; }
  img { display: block; border-radius: 10px; }
  figcaption { margin-top: 4px; color: #464c52; font-size: 12px; }
</style>
<h1>Every screen</h1>
{rows}
</html>
`
