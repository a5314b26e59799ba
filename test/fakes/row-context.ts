import type { RowContext } from '../../miniprogram/stores/message-row'

/** Rows as Lin sees them in a chat of two, where nothing is going on. */
export const rowContext: RowContext = {
  ownId: 'lin',
  nowMs: new Date(2026, 10, 21, 12).getTime(),
  showsNames: false,
  nameOf: (userId) => userId,
  avatarUrlOf: () => '',
  progressOf: () => 100,
  dividerId: '',
  isSelected: () => false,
  readWords: () => '',
  isUnheard: () => false,
  findByUid: () => undefined,
}
