import type { NotificationPreferences } from '@halden/contracts';
import { notifications } from '../api/shop.ts';
import type { Query } from '../data/shared-cache.ts';

/** How the person who is signed in is notified; forgotten when they sign out. */
export const myPreferences: Query<NotificationPreferences> = {
  key: 'mine:preferences',
  load: () => notifications.getPreferences(),
};

export const savePreferences = (body: NotificationPreferences): Promise<NotificationPreferences> =>
  notifications.setPreferences({ body });
