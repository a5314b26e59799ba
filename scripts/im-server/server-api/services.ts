/** Parts of the cloud that an app's owner turns on in its console. All are on here unless turned off. */
export const services = ['broadcast', 'keep-alive', 'online-status', 'room-entries'] as const
export type Service = (typeof services)[number]
