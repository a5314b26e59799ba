import { makeAutoObservable, runInAction } from 'mobx-miniprogram'

import { errorWords } from '../i18n/error-words'
import { t } from '../i18n/t'
import type { Room } from '../models/room'
import type { RoomRow } from '../models/rows'
import type { AppApi } from '../services/api/app-api'
import type { PersonScope } from '../services/person/person-scope'
import type { RoomListFace } from './app-stores'
import type { ProfileStore } from './profile-store'

/** The rooms people may enter, as the app server lists them. */
export class RoomListStore implements RoomListFace {
  private rooms: readonly Room[] = []
  isLoading = false
  failure = ''

  constructor(
    private readonly api: AppApi,
    private readonly profiles: ProfileStore,
    scope: PersonScope,
  ) {
    makeAutoObservable<RoomListStore, 'api' | 'profiles'>(this, { api: false, profiles: false })
    scope.events.on('closed', () => runInAction(() => (this.rooms = [])))
  }

  get rows(): readonly RoomRow[] {
    return this.rooms.map(({ roomId, name, memberCount }) => ({
      roomId,
      name,
      people: memberCount < 0 ? '' : t('room.people', { count: memberCount }),
    }))
  }

  async load(): Promise<void> {
    this.isLoading = true
    try {
      const rooms = await this.api.rooms()
      runInAction(() => {
        this.rooms = rooms
        this.failure = ''
        for (const { roomId, name } of rooms) this.profiles.putRoomName(roomId, name)
      })
    } catch (error) {
      runInAction(() => (this.failure = errorWords(error)))
    } finally {
      runInAction(() => (this.isLoading = false))
    }
  }
}
