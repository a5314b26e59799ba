import { useCourtyard } from '../helpers/courtyard'

describe('a person', () => {
  const courtyard = useCourtyard()

  it('changes their name, and others see it when they come back', async () => {
    const [su, lin] = await Promise.all([courtyard.phone('su'), courtyard.phone('lin')])
    await lin.until(() => lin.stores.profiles.nameOf('su') === '苏晴')
    expect(await su.stores.me.rename('苏晴晴')).toBe(true)
    expect(su.stores.me.profile?.name).toBe('苏晴晴')
    const again = await courtyard.restarted(lin.kill())
    await again.until(() => again.stores.profiles.nameOf('su') === '苏晴晴')
  })
})
