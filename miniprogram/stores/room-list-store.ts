import { makeAutoObservable, runInAction } from 'mobx-miniprogram'

import { t } from '../i18n/t'
import type { Room } from '../models/room'
import type { RoomRow } from '../models/rows'
import type { AppApi } from '../services/api/app-api'
import type { PersonScope } from '../services/person/person-scope'
import type { RoomListFace } from './app-stores'
import { Loading } from './loading'
import type { ProfileStore } from './profile-store'

/** The rooms people may enter, as the app server lists them. */
export class RoomListStore implements RoomListFace {
  private rooms: readonly Room[] = []
  private readonly loading = new Loading()

  constructor(
    private readonly api: AppApi,
    private readonly profiles: ProfileStore,
    scope: PersonScope,
  ) {
    makeAutoObservable<RoomListStore, 'api' | 'profiles' | 'loading'>(this, {
      api: false,
      profiles: false,
      loading: false,
    })
    scope.events.on('closed', () => runInAction(() => (this.rooms = [])))
  }

  get isLoading(): boolean {
    return this.loading.isUnderWay
  }

  get failure(): string {
    return this.loading.failure
  }

  get rows(): readonly RoomRow[] {
    return this.rooms.map(({ roomId, name, memberCount }) => ({
      roomId,
      name,
      people: memberCount < 0 ? '' : t('room.people', { count: memberCount }),
    }))
  }

  load(): Promise<void> {
    return this.loading.run({
      isFirst: true,
      ask: () => this.api.rooms(),
      take: (rooms) => {
        this.rooms = rooms
        for (const { roomId, name } of rooms) this.profiles.putRoomName(roomId, name)
      },
    })
  }
}
