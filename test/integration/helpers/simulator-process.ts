import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'

import automator from 'miniprogram-automator'
import type MiniProgram from 'miniprogram-automator/out/MiniProgram'

import { projectRoot } from './server-process'

export const simulatorCli = path.join(projectRoot, 'scripts/simulator/cli.mjs')

export interface SimulatorProcess {
  miniProgram: MiniProgram
  /** Address of the phones' server. */
  port: number
  stop(): Promise<void>
}

/** Opens a fixture project in the simulator and connects the real automator to it. */
export async function startSimulator(fixture: string): Promise<SimulatorProcess> {
  const project = path.join(projectRoot, 'test/fixtures', fixture)
  const args = ['auto', '--project', project, '--auto-port', '0']
  const child = spawn(process.execPath, [simulatorCli, ...args], {
    cwd: projectRoot,
    env: { ...process.env, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text))
  const exited = once(child, 'exit')
  const firstLine = once(createInterface(child.stdout), 'line') as Promise<[string]>
  const [line] = (await Promise.race([firstLine, exited])) as [unknown]
  if (typeof line !== 'string') throw new Error(`the simulator did not start:\n${log}`)
  const { port, autoPort } = JSON.parse(line) as { port: number; autoPort: number }
  const miniProgram = await automator.connect({ wsEndpoint: `ws://127.0.0.1:${autoPort}` })
  return {
    miniProgram,
    port,
    async stop() {
      miniProgram.disconnect()
      child.kill('SIGTERM')
      await exited
    },
  }
}
