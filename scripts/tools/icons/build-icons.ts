import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import type { Browser } from 'playwright-core'

import { icons, type IconName } from './icons'

/**
 * Draws the icon set into the mini-program: `npx tsx scripts/tools/icons/build-icons.ts`.
 *
 * In pages an icon is a CSS mask over `currentColor`, so it follows the tokens and the theme. The tab bar takes only
 * PNG, so its icons are drawn once for each colour with a browser (`$CHROMIUM`, else the packaged one).
 */
const root = path.resolve(__dirname, '../../../miniprogram')
const tabs: IconName[] = ['conversations', 'contacts', 'rooms', 'me']
const tabColours = {
  light: { plain: '#646B72', selected: '#B23A2B' },
  dark: { plain: '#9BA3A9', selected: '#E0705F' },
}
/** WeChat asks for 81 x 81 px. */
const TAB_ICON_PX = 81

function svg(name: IconName, stroke: string, strokeWidth = 1.75): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="${stroke}" ` +
    `stroke-width="${strokeWidth}" stroke-linecap="round" stroke-linejoin="round">${icons[name]}</svg>`
  )
}

function iconStyles(): string {
  const rules = (Object.keys(icons) as IconName[]).map((name) => {
    const data = Buffer.from(svg(name, '#000')).toString('base64')
    return `.icon--${name} {\n  -webkit-mask-image: url('data:image/svg+xml;base64,${data}');\n}`
  })
  return [
    '/* Written by scripts/tools/icons/build-icons.ts; change the drawing in icons.ts and run it again. */',
    '.icon {',
    '  display: block;',
    '  flex: none;',
    '  width: var(--icon-size, 48rpx);',
    '  height: var(--icon-size, 48rpx);',
    '  background-color: currentColor;',
    '  -webkit-mask-position: center;',
    '  -webkit-mask-repeat: no-repeat;',
    '  -webkit-mask-size: contain;',
    '}',
    ...rules,
    '',
  ].join('\n')
}

async function openBrowser(): Promise<Browser> {
  const { chromium } = await import('playwright-core')
  const chosen = process.env['CHROMIUM']
  if (chosen && existsSync(chosen)) return chromium.launch({ executablePath: chosen })
  const { default: packaged } = await import('@sparticuz/chromium')
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: packaged.args.filter((argument) => !argument.includes('headless')),
  })
}

async function drawTabIcons(): Promise<void> {
  const folder = path.join(root, 'images/tabs')
  mkdirSync(folder, { recursive: true })
  const browser = await openBrowser()
  const page = await browser.newPage({ viewport: { width: TAB_ICON_PX, height: TAB_ICON_PX } })
  for (const [theme, colours] of Object.entries(tabColours)) {
    for (const [state, colour] of Object.entries(colours)) {
      for (const name of tabs) {
        await page.setContent(
          `<style>body{margin:0}svg{display:block;width:69px;height:69px;margin:6px}</style>${svg(name, colour)}`,
        )
        const picture = await page.screenshot({ omitBackground: true })
        writeFileSync(path.join(folder, `${name}-${theme}-${state}.png`), picture)
      }
    }
  }
  await browser.close()
}

async function main(): Promise<void> {
  writeFileSync(path.join(root, 'components/icon/icon.wxss'), iconStyles())
  await drawTabIcons()
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`)
  process.exitCode = 1
})
