import { TABLE } from '../../../../miniprogram/services/session/session-machine'

type Rule = NonNullable<(typeof TABLE)[keyof typeof TABLE]['signIn']>

/** The session machine as a Mermaid state diagram, with the table below it. */
export function sessionPicture(): string {
  const arrows = new Map<string, string[]>()
  const lines: string[] = []
  for (const [from, rules] of Object.entries(TABLE)) {
    for (const [event, rule] of Object.entries(rules)) {
      for (const { to, effects, condition } of ends(rule)) {
        const label = condition === '' ? event : `${event} [${condition}]`
        // Sign-out leads home from everywhere; drawn once it would hide the rest.
        if (event !== 'signOut') {
          const key = `${from} --> ${to}`
          arrows.set(key, [...(arrows.get(key) ?? []), label])
        }
        lines.push(`| ${from} | ${label} | ${to} | ${effects.join(', ')} |`)
      }
    }
  }
  return [
    '# The session machine',
    '',
    'Made from the table in `session-machine.ts`; a test compares the two. `signOut` leads to `signedOut` from every state and is',
    'not drawn.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> signedOut',
    ...[...arrows].map(([arrow, labels]) => `  ${arrow}: ${labels.join(' / ')}`),
    '```',
    '',
    '| state | event | next state | effects |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n')
}

function ends(rule: Rule): { to: string; effects: readonly string[]; condition: string }[] {
  const { to, effects = [], when } = rule
  const first = { to, effects, condition: when ?? '' }
  if (rule.else === undefined) return [first]
  const other = { to: rule.else.to, effects: rule.else.effects ?? [], condition: `no ${when}` }
  return [first, other]
}
