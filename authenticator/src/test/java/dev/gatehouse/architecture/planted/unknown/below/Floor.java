package dev.gatehouse.architecture.planted.unknown.below;

/** Uses nothing. */
public final class Floor {

    public static final String NAME = "floor";

    private Floor() {}

    public static int height() {
        return 0;
    }
}
