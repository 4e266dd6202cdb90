package io.kserf.api.v1alpha1;

/** What an agent logs, in Serf's words. */
public enum LogLevel {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERR
}
