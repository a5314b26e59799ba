/**
 * The icon set: one stroke family on a 24 x 24 grid, 1.75 px round strokes, no fill. The value is the inside of the
 * SVG element. A name says what is drawn where the drawing is the idea (`bell-off`), else what it stands for.
 */
export const icons = {
  conversations:
    '<path d="M5 4.5h9.5A2.5 2.5 0 0 1 17 7v4.5a2.5 2.5 0 0 1-2.5 2.5H8l-4.5 3.2V6A1.5 1.5 0 0 1 5 4.5Z"/><path d="M20.5 10v10.2L17 17.6h-5.5"/>',
  contacts:
    '<circle cx="9" cy="8" r="3.5"/><path d="M2.8 19.5c.5-3.6 3-5.6 6.2-5.6s5.7 2 6.2 5.6"/><path d="M17.2 6.5h4M17.2 11h4M18.7 15.5h2.5"/>',
  rooms:
    '<path d="M4.5 20.5V11.5a7.5 7.5 0 0 1 15 0v9"/><path d="M2.5 20.5h19"/><path d="M12 4v16.5"/><path d="M9.3 13v2.2M14.7 13v2.2"/>',
  me: '<circle cx="12" cy="8.2" r="4"/><path d="M4.5 20c.7-4 3.6-6.2 7.5-6.2s6.8 2.2 7.5 6.2"/>',
  search: '<circle cx="10.8" cy="10.8" r="6.3"/><path d="m15.5 15.5 5 5"/>',
  plus: '<path d="M12 4.5v15M4.5 12h15"/>',
  'plus-circle': '<circle cx="12" cy="12" r="9"/><path d="M12 7.8v8.4M7.8 12h8.4"/>',
  close: '<path d="m5.5 5.5 13 13M18.5 5.5l-13 13"/>',
  back: '<path d="m14.5 5-7 7 7 7"/>',
  'chevron-right': '<path d="m9.5 5.5 6.5 6.5-6.5 6.5"/>',
  'arrow-down': '<path d="M12 4.5v15M5.5 13l6.5 6.5 6.5-6.5"/>',
  'arrow-up': '<path d="M12 19.5v-15M5.5 11 12 4.5l6.5 6.5"/>',
  emoji:
    '<circle cx="12" cy="12" r="9"/><path d="M8 14.2c.9 1.6 2.3 2.4 4 2.4s3.1-.8 4-2.4"/><path d="M9 9.3v.9M15 9.3v.9"/>',
  keyboard:
    '<rect x="2.8" y="6" width="18.4" height="12.5" rx="2.5"/><path d="M6.5 10h.01M10.2 10h.01M13.8 10h.01M17.5 10h.01M8 14.7h8"/>',
  voice:
    '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>',
  send: '<path d="M4 12 20 4.5 15.5 20l-4-6.5L4 12ZM11.5 13.5 20 4.5"/>',
  pin: '<path d="M9 3.5h6l-.7 6 3.2 3.5v1.5h-11V13l3.2-3.5L9 3.5ZM12 14.5v6"/>',
  'pin-off':
    '<path d="M9 3.5h6l-.7 6 3.2 3.5v1.5h-2.3M12 14.5h-5.5V13l3-3.3M12 14.5v6M4 4l16 16"/>',
  bell: '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15L6 16.5ZM10 20.5h4"/>',
  'bell-off': '<path d="M8.3 6.3A6 6 0 0 1 18 11v4.5M6 10.5v6L4.5 18h12.8M10 20.5h4M4 4l16 16"/>',
  trash: '<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.5 7M10.3 11v4.8M13.7 11v4.8"/>',
  unread:
    '<path d="M14.5 5H5A1.5 1.5 0 0 0 3.5 6.5v12.7L8 16h9.5a2 2 0 0 0 2-2v-3"/><circle cx="19" cy="6" r="2.3"/>',
  read: '<path d="M5 4.5h13A2.5 2.5 0 0 1 20.5 7v7a2.5 2.5 0 0 1-2.5 2.5H8l-4.5 3.2V6A1.5 1.5 0 0 1 5 4.5Z"/><path d="m8.5 10.7 2.5 2.5 4.5-5"/>',
  more: '<circle cx="5.5" cy="12" r=".6"/><circle cx="12" cy="12" r=".6"/><circle cx="18.5" cy="12" r=".6"/>',
  picture:
    '<rect x="3.5" y="4.5" width="17" height="15" rx="2.5"/><circle cx="9" cy="9.8" r="1.6"/><path d="m4 17 4.8-4 3.2 2.5 3.5-3.5 5 4.5"/>',
  camera:
    '<path d="M8.5 6.5 10 4h4l1.5 2.5H19A1.5 1.5 0 0 1 20.5 8v10a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18V8A1.5 1.5 0 0 1 5 6.5h3.5Z"/><circle cx="12" cy="13" r="3.5"/>',
  video:
    '<rect x="3" y="6" width="12.5" height="12" rx="2.5"/><path d="m15.5 10.7 5.5-3v8.6l-5.5-3"/>',
  file: '<path d="M6 3.5h8l4.5 4.5v12.5H6v-17ZM14 3.5V8h4.5M9 12.5h6.5M9 16h6.5"/>',
  place:
    '<path d="M12 21c4.5-4.7 6.8-8.2 6.8-11.2a6.8 6.8 0 0 0-13.6 0C5.2 12.8 7.5 16.3 12 21Z"/><circle cx="12" cy="9.8" r="2.4"/>',
  card: '<rect x="3" y="5" width="18" height="14" rx="2.5"/><circle cx="8.5" cy="10.5" r="1.9"/><path d="M5.7 15.7c.4-1.5 1.4-2.3 2.8-2.3s2.4.8 2.8 2.3M14.5 10h3.5M14.5 14h3.5"/>',
  copy: '<rect x="8.5" y="8.5" width="12" height="12" rx="2.5"/><path d="M15.5 8.5V6A2.5 2.5 0 0 0 13 3.5H6A2.5 2.5 0 0 0 3.5 6v7A2.5 2.5 0 0 0 6 15.5h2.5"/>',
  quote: '<path d="M4 7.5h6v5.5c0 2.5-1.3 4-4 4.5M14 7.5h6v5.5c0 2.5-1.3 4-4 4.5"/>',
  forward: '<path d="M13.5 5.5 20.5 12l-7 6.5V14.5C9 14.3 6 15.7 3.5 19c.5-5.5 3.8-9 10-9.5v-4Z"/>',
  recall: '<path d="M8.5 4.5 4 9l4.5 4.5M4 9h10.5a5.5 5.5 0 0 1 0 11H8"/>',
  edit: '<path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19 4 20ZM14 6.5l3.5 3.5"/>',
  select: '<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.8L16 9.5"/>',
  check: '<path d="m4.5 12.5 5 5 10-11"/>',
  'check-double': '<path d="m2.5 12.5 4.5 4.5 9-10M11 15.5l1.7 1.5 9-10"/>',
  clock: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.3l3.5 2"/>',
  warning: '<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5.3M12 16.3h.01"/>',
  retry: '<path d="M19.5 11.5A7.6 7.6 0 1 0 17.7 17M20 5.5v6h-6"/>',
  language:
    '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c2.7 2.6 4 5.6 4 9s-1.3 6.4-4 9c-2.7-2.6-4-5.6-4-9s1.3-6.4 4-9Z"/>',
  theme:
    '<circle cx="12" cy="12" r="4"/><path d="M12 2.8v2.2M12 19v2.2M2.8 12H5M19 12h2.2M5.5 5.5l1.6 1.6M16.9 16.9l1.6 1.6M18.5 5.5l-1.6 1.6M7.1 16.9l-1.6 1.6"/>',
  'text-size': '<path d="m2.5 19 5.5-14 5.5 14M4.5 14.5h7M14.5 19l3.3-8.5 3.3 8.5M15.7 16h4.2"/>',
  privacy: '<path d="M12 3l7.5 2.5v6c0 4.5-2.8 7.7-7.5 9.5-4.7-1.8-7.5-5-7.5-9.5v-6L12 3Z"/>',
  block: '<circle cx="12" cy="12" r="9"/><path d="m5.7 5.7 12.6 12.6"/>',
  'sign-out':
    '<path d="M14 4.5H6A1.5 1.5 0 0 0 4.5 6v12A1.5 1.5 0 0 0 6 19.5h8M10 12h10.5M17 8l4 4-4 4"/>',
  group:
    '<circle cx="8.5" cy="9" r="3"/><path d="M2.8 18.5c.4-3 2.6-4.7 5.7-4.7s5.3 1.7 5.7 4.7"/><path d="M15 6.3a3 3 0 0 1 0 5.5M16.8 14.2c2.5.5 4 2 4.4 4.3"/>',
  announce: '<path d="M4 10v4.5h3.5L15 19V5.5L7.5 10H4ZM18.5 9.5c1.3 1.7 1.3 3.7 0 5.5"/>',
  like: '<path d="M12 20C6.5 16 3.5 12.8 3.5 9.3A4.6 4.6 0 0 1 12 6.8a4.6 4.6 0 0 1 8.5 2.5C20.5 12.8 17.5 16 12 20Z"/>',
  gift: '<path d="M4 10.5h16v3H4v-3ZM5.5 13.5h13v7h-13v-7ZM12 10.5v10M12 10.5C9 10.5 7 9 7 7s3.5-3 5 3.5c1.5-6.5 5-5.5 5-3.5s-2 3.5-5 3.5Z"/>',
  play: '<path d="M7.5 4.5v15l12-7.5-12-7.5Z"/>',
  pause: '<path d="M8 5v14M16 5v14"/>',
  download: '<path d="M12 4v11M7 10.5l5 5 5-5M4.5 20h15"/>',
  link: '<path d="M10 14a4.2 4.2 0 0 0 6 0l3.2-3.2a4.2 4.2 0 0 0-6-6L12 6M14 10a4.2 4.2 0 0 0-6 0l-3.2 3.2a4.2 4.2 0 0 0 6 6L12 18"/>',
  mention:
    '<circle cx="12" cy="12" r="3.8"/><path d="M15.8 8.5v5c0 3.3 4.7 2.8 4.7-1.5a8.5 8.5 0 1 0-3.5 6.9"/>',
  offline:
    '<path d="M3.5 9.5A13 13 0 0 1 8 6.7M12 5.5c3.3 0 6.2 1.4 8.5 4M6.5 13a8.5 8.5 0 0 1 3.5-2M14.5 11.2c1.2.4 2.2 1 3 1.8M9.7 16.3a3.5 3.5 0 0 1 4.6 0M12 19.7h.01M4 3.5l16 16"/>',
  backspace: '<path d="M8.5 5.5h12v13h-12L3 12l5.5-6.5ZM11.5 9.5l5 5M16.5 9.5l-5 5"/>',
  lock: '<rect x="5" y="10.5" width="14" height="9.5" rx="2.5"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
  report: '<path d="M5.5 21V4M5.5 5c4-2.5 7 2.5 13 0v9c-6 2.5-9-2.5-13 0"/>',
  burn: '<path d="M12 3c.5 3.5 5.5 5.5 5.5 11a5.5 5.5 0 0 1-11 0c0-2 1-3.5 2-4.5.3 1.3 1 2 2 2.3C10 9 10.5 5.5 12 3Z"/>',
  tag: '<path d="M4 4.5h7.5L20 13l-7 7-8.5-8.5V4.5Z"/><circle cx="8.3" cy="8.5" r="1.2"/>',
  earpiece:
    '<rect x="6.5" y="2.8" width="11" height="18.4" rx="2.5"/><path d="M10 6h4M12 18h.01"/><path d="M2.8 9.5v5M21.2 9.5v5"/>',
  speaker:
    '<path d="M4 9.5v5h3.5l5 4v-13l-5 4H4ZM16 9a4.2 4.2 0 0 1 0 6M18.5 6.5a7.8 7.8 0 0 1 0 11"/>',
  'full-size': '<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/>',
} as const

export type IconName = keyof typeof icons
