import type { CustomType } from '../im-features'

/** What our app server tells one person alone: `{ operation, operatorId, groupId, groupName }`. */
export const GROUP_NOTICE: CustomType = {
  objectName: 'app:GroupNotice',
  isPersisted: true,
  isCounted: true,
  isStatus: false,
}
