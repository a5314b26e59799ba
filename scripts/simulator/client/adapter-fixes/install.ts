import type { SetDataMeter } from '../meter/set-data-meter'
import type { QueryMembers } from '../query/query-members'
import type { Caller } from '../runtime/glass-easel-types'
import { installCommonAttributes } from './common-attributes'
import { installComponentOptions } from './component-options'
import { installCreatedComponents } from './created-components'
import { installEventShape } from './event-shape'
import { installInstanceMembers, type PageMembers } from './instance-members'
import { ReadyLifetime } from './ready-lifetime'

export interface AdapterFixOptions {
  meter: SetDataMeter
  queries: QueryMembers
  pageMembers(root: object): PageMembers | undefined
}

/** Brings glass-easel and its adapter (both 0.12.1) to what WeChat documents. Once, before any component is made. */
export function installAdapterFixes(options: AdapterFixOptions): ReadyLifetime {
  const { meter, queries, pageMembers } = options
  installCommonAttributes()
  installComponentOptions()
  installEventShape()
  installCreatedComponents()
  meter.install()
  installInstanceMembers(pageMembers, {
    ...queries.instance,
    setUpdatePerformanceListener(
      this: Caller,
      given: { withDataPaths?: boolean },
      callback: unknown,
    ) {
      meter.listen(this, given, callback)
    },
  })
  const ready = new ReadyLifetime()
  ready.install()
  return ready
}
