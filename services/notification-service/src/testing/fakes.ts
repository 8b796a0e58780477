import type { CustomerId, NotificationPreferences } from '@halden/contracts';
import type { NotificationRecord } from '../domain/notification.ts';
import type { Messenger, NotificationStore, PreferenceStore } from '../domain/ports.ts';

/** Notifications in memory that keep the promises of the port. */
export class MemoryNotifications implements NotificationStore {
  readonly kept = new Map<string, NotificationRecord>();
  #revision = 0;

  async create(notification: NotificationRecord) {
    const earlier = this.kept.get(notification.id);
    return earlier
      ? { notification: earlier, created: false }
      : { notification: this.#keep(notification), created: true };
  }

  async save(notification: NotificationRecord) {
    if (this.kept.get(notification.id)?.revision !== notification.revision) return undefined;
    return this.#keep(notification);
  }

  async list() {
    return { items: [...this.kept.values()] };
  }

  #keep(notification: NotificationRecord): NotificationRecord {
    const kept = { ...notification, revision: String(++this.#revision) };
    this.kept.set(notification.id, kept);
    return kept;
  }
}

export class MemoryPreferences implements PreferenceStore {
  readonly kept = new Map<CustomerId, NotificationPreferences>();

  find = async (customerId: CustomerId) => this.kept.get(customerId);
  save = async (customerId: CustomerId, preferences: NotificationPreferences) => {
    this.kept.set(customerId, preferences);
  };
}

/** Accepts messages as the provider does: the same id twice is one message. `fault` makes the next ones fail. */
export class RecordingMessenger implements Messenger {
  readonly attempts: { id: string; firstTriedAt: string }[] = [];
  readonly sent = new Map<string, { to: string; text: string }>();
  fault: Error | undefined;

  email: Messenger['email'] = async ({ to, content, ...once }) =>
    this.#accept(once, { to: to.address, text: content.subject });
  sms: Messenger['sms'] = async ({ to, text, ...once }) => this.#accept(once, { to, text });

  #accept(once: { id: string; firstTriedAt: string }, message: { to: string; text: string }) {
    this.attempts.push(once);
    if (this.fault) throw this.fault;
    this.sent.set(once.id, message);
  }
}
