import { withRole } from './aria'
import type { Builtin } from './builtin'
import { button } from './button'
import { image } from './image'
import { input } from './input'
import { scrollView } from './scroll-view'
import { text } from './text'
import { textarea } from './textarea'

/** Every built-in component besides the plain ones (view, cover-view, block, slot), which the runtime draws. */
export const builtins: Builtin[] = [
  withRole(button, 'button'),
  withRole(image, 'img'),
  input,
  scrollView,
  text,
  textarea,
]
