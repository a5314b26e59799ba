/* global window, document, navigator, URLSearchParams */

/** Facts of the server: demo people, the app server's address, the first page of the mini-program. */
const { people, appUrl, homePath } = window.startFacts

const words = {
  en: {
    lead: 'Two phones, two people. Saves in miniprogram/ show at once.',
    person: 'Who holds the phone',
    offline: 'No network',
    background: 'In the background',
    dark: 'Dark',
    language: 'Language of the phone',
    alone: 'Open alone',
  },
  zh: {
    lead: '两部手机，两个人。保存 miniprogram/ 里的文件，这里立即可见。',
    person: '谁在用这部手机',
    offline: '断网',
    background: '切到后台',
    dark: '深色',
    language: '手机语言',
    alone: '单独打开',
  },
}
const isChinese = navigator.language.startsWith('zh')
const said = isChinese ? words.zh : words.en
const isDark = window.matchMedia('(prefers-color-scheme: dark)').matches

/** One phone with its panel. The person, the theme and the language belong to its address. */
class PhonePanel {
  constructor(side, person) {
    this.side = side
    this.state = { person, theme: isDark ? 'dark' : 'light', language: isChinese ? 'zh_CN' : 'en' }
    this.element = document.getElementById('phone').content.cloneNode(true).firstElementChild
    this.frame = this.element.querySelector('iframe')
    for (const name of ['person', 'language']) {
      this.control(name).value = this.state[name]
      this.control(name).onchange = (event) => this.reopen({ [name]: event.target.value })
    }
    this.toggle('network', (isPressed) => ({ name: 'network', isConnected: !isPressed }))
    this.toggle('background', (isPressed) => ({ name: isPressed ? 'background' : 'foreground' }))
    this.toggle('theme', (isPressed) => {
      this.state.theme = isPressed ? 'dark' : 'light'
      return { name: 'theme', theme: this.state.theme }
    })
    this.control('theme').setAttribute('aria-pressed', String(isDark))
    this.open()
  }

  control(name) {
    return this.element.querySelector(`[name=${name}]`)
  }

  toggle(name, commandFor) {
    const button = this.control(name)
    button.onclick = () => {
      const isPressed = button.getAttribute('aria-pressed') !== 'true'
      button.setAttribute('aria-pressed', String(isPressed))
      this.frame.contentWindow.postMessage(
        { hutongSimulator: commandFor(isPressed) },
        window.location.origin,
      )
    }
  }

  reopen(change) {
    Object.assign(this.state, change)
    for (const name of ['network', 'background']) {
      this.control(name).setAttribute('aria-pressed', 'false')
    }
    this.open()
  }

  /** Each side and person is a phone with a storage of its own, so the same person on both sides is two devices. */
  open() {
    const { person, theme, language } = this.state
    const query = new URLSearchParams({ server: appUrl, demo: person })
    const address = new URLSearchParams({
      phone: `${this.side}-${person}`,
      path: homePath,
      query: query.toString(),
      theme,
      language,
    })
    this.frame.title = people.find(({ id }) => id === person)?.nickname ?? person
    this.frame.src = `/phone/?${address}`
    this.element.querySelector('a').href = this.frame.src
  }
}

const sides = ['left', 'right'].map(
  (side, index) => new PhonePanel(side, people[index % people.length].id),
)
document.querySelector('main').append(...sides.map(({ element }) => element))
for (const element of document.querySelectorAll('[data-words]')) {
  element.textContent = said[element.dataset.words]
}
for (const element of document.querySelectorAll('[data-label]')) {
  element.setAttribute('aria-label', said[element.dataset.label])
}
document.documentElement.lang = isChinese ? 'zh-CN' : 'en'
