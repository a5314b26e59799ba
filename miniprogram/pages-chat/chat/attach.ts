import { t } from '../../i18n/t'
import type { ChatFace, SendOutcome } from '../../stores/app-stores'

/** As many pictures at once as one chooser of older WeChat versions gives. */
const MAX_PICTURES = 9
const MAX_FILES = 9
/** The longest the camera takes; videos of the album may be longer. */
const MAX_TAKEN_SECONDS = 60

/**
 * Lets the person choose what to send and sends it.
 * @returns whether anything was sent; the store has the words when a file was refused.
 */
export async function attach(chat: ChatFace, name: string): Promise<boolean> {
  switch (name) {
    case 'photo':
      return sendPictures(chat)
    case 'video':
      return sendVideo(chat)
    case 'file':
      return sendFiles(chat)
    case 'place':
      return sendPlace(chat)
    default:
      return false
  }
}

/** As they are: a chooser that makes pictures smaller would also stop those that move. */
async function sendPictures(chat: ChatFace): Promise<boolean> {
  const chosen = await chosenOrNull(
    wx.chooseMedia({ count: MAX_PICTURES, mediaType: ['image'], sizeType: ['original'] }),
  )
  const { isOriginal } = chat.composing
  const outcomes: SendOutcome[] = []
  for (const { tempFilePath: path } of chosen?.tempFiles ?? []) {
    const gif = await gifFacts(path)
    outcomes.push(await chat.sendMedia(gif ?? { type: 'image', path, isOriginal }))
  }
  return outcomes.includes('accepted')
}

async function sendVideo(chat: ChatFace): Promise<boolean> {
  const chosen = await chosenOrNull(
    wx.chooseMedia({ count: 1, mediaType: ['video'], maxDuration: MAX_TAKEN_SECONDS }),
  )
  const [video] = chosen?.tempFiles ?? []
  if (!video) return false
  const outcome = await chat.sendMedia({
    type: 'video',
    path: video.tempFilePath,
    durationSeconds: video.duration,
    coverPath: video.thumbTempFilePath,
  })
  return outcome === 'accepted'
}

async function sendFiles(chat: ChatFace): Promise<boolean> {
  const chosen = await chosenOrNull(wx.chooseMessageFile({ count: MAX_FILES, type: 'all' }))
  const outcomes: SendOutcome[] = []
  for (const { path, name } of chosen?.tempFiles ?? []) {
    outcomes.push(await chat.sendMedia({ type: 'file', path, name }))
  }
  return outcomes.includes('accepted')
}

async function sendPlace(chat: ChatFace): Promise<boolean> {
  const place = await chosenOrNull(wx.chooseLocation({}))
  // WeChat answers without a place when the person leaves the map.
  if (place === null || (place.name === '' && place.address === '')) return false
  const { latitude, longitude, name, address } = place
  const outcome = chat.sendContent({
    type: 'location',
    latitude,
    longitude,
    place: name || address,
    thumbnail: '',
  })
  return outcome === 'accepted'
}

/** @returns null when the picture is none that moves, or cannot be read: sending it says so. */
async function gifFacts(path: string) {
  try {
    const { type, width, height } = await wx.getImageInfo({ src: path })
    return type === 'gif' ? ({ type, path, width, height } as const) : null
  } catch {
    return null
  }
}

/** @returns null when the person chose nothing. @throws Error in words when the chooser is not allowed. */
async function chosenOrNull<Chosen>(chooser: Promise<Chosen>): Promise<Chosen | null> {
  try {
    return await chooser
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string }
    if (errMsg.includes('cancel')) return null
    throw new Error(t('common.notDone'))
  }
}
