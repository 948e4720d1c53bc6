package dev.gatehouse;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The texts that the extension ships. */
public final class ShippedMessages {

    private ShippedMessages() {}

    /**
     * The texts of one language, by key.
     *
     * @param language its tag, such as {@code pt-BR}
     */
    public static Properties of(String language) {
        try (Reader file = new InputStreamReader(
                ShippedMessages.class.getResourceAsStream(
                        "/theme-resources/messages/messages_" + language.replace('-', '_') + ".properties"),
                StandardCharsets.UTF_8)) {
            Properties messages = new Properties();
            messages.load(file);
            return messages;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
