import { CodeSpace, type types } from 'glass-easel-miniprogram-adapter'

type StaticConfig = types.ComponentStaticConfig
type Options = types.ComponentDefinitionOptions &
  Pick<StaticConfig, 'styleIsolation' | 'addGlobalClass'>

interface Prepared {
  prepareComponentOptions(
    is: string,
    options?: Options,
  ): [Record<string, unknown>, StaticConfig['styleIsolation']]
}

/**
 * The adapter reads styleIsolation and addGlobalClass from JSON only and gives every id in the DOM a random prefix, so
 * that `#id` in WXSS matches nothing. WeChat reads both from `options` too; JSON wins.
 */
export function installComponentOptions(): void {
  const prototype = CodeSpace.prototype as unknown as Prepared
  const original = prototype.prepareComponentOptions
  prototype.prepareComponentOptions = function (this: CodeSpace & Prepared, is, options) {
    const config = this.getComponentStaticConfig(is)
    const styleIsolation = config?.styleIsolation ?? options?.styleIsolation
    const addGlobalClass = config?.addGlobalClass ?? options?.addGlobalClass
    this.addComponentStaticConfig(is, { ...config, styleIsolation, addGlobalClass })
    const [prepared, isolation] = original.call(this, is, options)
    Object.assign(prepared, {
      idPrefixGenerator: null,
      writeIdToDOM: true,
      // `this.onTap = () => ...` set at run time answers `bind:tap="onTap"` in WeChat.
      useMethodCallerListeners: true,
    })
    return [prepared, isolation]
  }
}
