package dev.gatehouse.holes;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What Gatehouse does about a hole, in realms that use it. */
public enum Effect {
    /** Nobody gets through it to what Gatehouse guards; a test shows it. */
    @JsonProperty("closes")
    CLOSES("closed"),
    /** It is good for less. */
    @JsonProperty("narrows")
    NARROWS("narrowed"),
    /** It is as open as without Gatehouse. */
    @JsonProperty("does-nothing")
    DOES_NOTHING("open"),
    /** Gatehouse does not use what has the hole. */
    @JsonProperty("not-affected")
    NOT_AFFECTED("not used");

    private final String word;

    Effect(String word) {
        this.word = word;
    }

    /** What documents say. */
    public String word() {
        return word;
    }
}
