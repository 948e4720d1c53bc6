package dev.gatehouse.holes;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How bad a hole is, by the score that was published for it. */
public enum Severity {
    @JsonProperty("critical")
    CRITICAL,
    @JsonProperty("high")
    HIGH,
    @JsonProperty("medium")
    MEDIUM,
    @JsonProperty("low")
    LOW,
    /** No score was published, or none was found. */
    @JsonProperty("unknown")
    UNKNOWN
}
