import { Counter, Histogram, type Metrics } from '@halden/service-kit';
import type { NotificationObserver } from './domain/ports.ts';

/** What the business watches, and what a canary is judged by. */
export function createNotificationMetrics({ registry }: Metrics): NotificationObserver {
  const registers = [registry];
  const notifications = new Counter({
    name: 'notifications_total',
    help: 'Notifications that are done, by template, channel and outcome (sent, failed, suppressed)',
    labelNames: ['template', 'channel', 'outcome'] as const,
    registers,
  });
  const delay = new Histogram({
    name: 'notification_delay_seconds',
    help: 'From what happened to the message being accepted for delivery',
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 1_800],
    registers,
  });
  return {
    done({ template, channel, status, sentAt }, eventTime) {
      notifications.labels(template, channel, status).inc();
      if (sentAt) delay.observe(Math.max(0, Date.parse(sentAt) - Date.parse(eventTime)) / 1000);
    },
  };
}
