// Loaded before every process that the launcher starts: when the launcher is gone, however it went, so are they.
if (process.channel) {
  process.channel.unref();
  process.once('disconnect', () => process.exit(0));
}
