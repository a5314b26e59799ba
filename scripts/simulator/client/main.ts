import type { CompiledProject } from '../compiler/compiled-project'
import { routes } from '../wire'
import { Simulator } from './simulator'
import { openPhoneData } from './wx/phone-data'
import { readLaunch } from './launch'

async function start(): Promise<void> {
  const parameters = new URLSearchParams(window.location.search)
  const launch = readLaunch(parameters, window.sessionStorage)
  const [project, baseStyle, data] = await Promise.all([
    fetchProject(),
    fetchText(routes.baseStyle),
    openPhoneData(launch.phoneId),
  ])
  const simulator = new Simulator({ launch, parameters, project, baseStyle, data, fetchProject })
  simulator.start()
}

async function fetchProject(): Promise<CompiledProject> {
  return JSON.parse(await fetchText(routes.project)) as CompiledProject
}

async function fetchText(address: string): Promise<string> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  return response.text()
}

start().catch((error: unknown) => {
  console.error(error)
  document.body.textContent = `The simulator did not start: ${String(error)}`
})
