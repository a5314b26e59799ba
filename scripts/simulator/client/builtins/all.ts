import { withRole } from './aria'
import type { Builtin } from './builtin'
import { button } from './button'
import { canvas } from './canvas'
import { checkbox, checkboxGroup, radio, radioGroup } from './choice'
import { coverImage } from './cover-image'
import { form } from './form'
import { icon } from './icon'
import { image } from './image'
import { input } from './input'
import { label } from './label'
import { matchMedia } from './match-media'
import { movableArea, movableView } from './movable'
import { navigator } from './navigator'
import { pageContainer } from './page-container'
import { picker } from './picker'
import { pickerView, pickerViewColumn } from './picker-view'
import { map, webView } from './placeholders'
import { progress } from './progress'
import { richText } from './rich-text'
import { rootPortal } from './root-portal'
import { scrollView } from './scroll-view'
import { slider } from './slider'
import { swiper, swiperItem } from './swiper'
import { switchElement } from './switch'
import { text } from './text'
import { textarea } from './textarea'
import { video } from './video'

/**
 * Every built-in component, with its natural role. Plain ones (view, cover-view, block, slot) and those that belong to
 * the page (page-meta, navigation-bar) are the runtime's.
 */
export const builtins: Builtin[] = [
  withRole(button, 'button'),
  withRole(canvas, 'img'),
  withRole(checkbox, 'checkbox'),
  withRole(checkboxGroup, 'group'),
  withRole(coverImage, 'img'),
  withRole(form, 'form'),
  icon,
  withRole(image, 'img'),
  input,
  label,
  map,
  matchMedia,
  movableArea,
  movableView,
  withRole(navigator, 'link'),
  pageContainer,
  withRole(picker, 'button'),
  pickerView,
  pickerViewColumn,
  withRole(progress, 'progressbar'),
  withRole(radio, 'radio'),
  withRole(radioGroup, 'radiogroup'),
  richText,
  rootPortal,
  scrollView,
  slider,
  swiper,
  swiperItem,
  withRole(switchElement, 'switch'),
  text,
  textarea,
  video,
  webView,
]
