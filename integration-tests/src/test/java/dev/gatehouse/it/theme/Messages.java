package dev.gatehouse.it.theme;

import dev.gatehouse.demo.Installation;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The texts of the product, as they are in the packaged JARs. */
final class Messages {

    /** The languages of the product. */
    static final List<String> LANGUAGES =
            List.of("en", "de", "fr", "es", "it", "nl", "pl", "pt-BR", "uk", "ar", "ja", "zh-CN");

    /** Languages that are shown in another region's: their files are the same. */
    static final Map<String, String> NEAREST = Map.of("pt", "pt-BR", "zh", "zh-CN");

    private static final Pattern PLURAL = Pattern.compile("(.+)\\.(zero|one|two|few|many|other)");

    private Messages() {}

    /** The message bundles. */
    enum Bundle {
        PAGES_AND_EMAILS("gatehouse-authenticator", "theme-resources/messages/"),
        PASSWORD_RULES("gatehouse-password-policy", "theme-resources/messages/"),
        LOGIN_THEME("gatehouse-themes", "theme/gatehouse/login/messages/"),
        EMAIL_THEME("gatehouse-themes", "theme/gatehouse/email/messages/");

        private final String jar;
        private final String folder;
        private final Map<String, SortedMap<String, String>> read = new ConcurrentHashMap<>();

        Bundle(String jar, String folder) {
            this.jar = jar;
            this.folder = folder;
        }

        /** The languages that have a file of their own, sorted. */
        List<String> languages() {
            try (ZipFile file = open()) {
                return file.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> name.startsWith(folder + "messages_"))
                        .map(name -> name.substring((folder + "messages_").length(), name.indexOf(".properties"))
                                .replace('_', '-'))
                        .filter(language -> !NEAREST.containsKey(language))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The texts in a language, by key. */
        SortedMap<String, String> in(String language) {
            return read.computeIfAbsent(language, this::read);
        }

        private SortedMap<String, String> read(String language) {
            try (ZipFile file = open();
                    Reader reader = new InputStreamReader(
                            file.getInputStream(
                                    file.getEntry(folder + "messages_" + language.replace('-', '_') + ".properties")),
                            StandardCharsets.UTF_8)) {
                Properties properties = new Properties();
                properties.load(reader);
                SortedMap<String, String> sentences = new TreeMap<>();
                properties.forEach((key, text) -> sentences.put((String) key, (String) text));
                return Collections.unmodifiableSortedMap(sentences);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private ZipFile open() throws IOException {
            Path found = Installation.in(Path.of(System.getProperty("gatehouse.demo"))).providers().stream()
                    .filter(path -> path.getFileName().toString().startsWith(jar))
                    .findFirst()
                    .orElseThrow();
            return new ZipFile(found.toFile());
        }
    }

    /**
     * A text of a bundle.
     *
     * @param bundle its bundle
     * @param language the language of its file
     * @param key its key, with the plural category at its end if there is one
     * @param text the text of the file, with its placeholders
     */
    record Sentence(Bundle bundle, String language, String key, String text) {

        /** The key without the plural category. */
        String plainKey() {
            return plain(key);
        }

        /** Whether only admins read it. */
        boolean isForAdmins() {
            return key.startsWith("gatehouseAdmin_")
                    || key.startsWith("gatehouseReason_")
                    || key.startsWith("passwordPoliciesHelp.");
        }

        @Override
        public String toString() {
            return bundle + " " + language + " " + key + "=" + text;
        }
    }

    /** A key without the plural category. */
    static String plain(String key) {
        return PLURAL.matcher(key).replaceFirst("$1");
    }

    /** All texts in a language. */
    static List<Sentence> all(String language) {
        List<Sentence> all = new ArrayList<>();
        for (Bundle bundle : Bundle.values()) {
            bundle.in(language).forEach((key, text) -> all.add(new Sentence(bundle, language, key, text)));
        }
        return all;
    }

    /** All texts in all languages. */
    static List<Sentence> all() {
        return LANGUAGES.stream().flatMap(language -> all(language).stream()).toList();
    }

    /** The text that a page shows for a key, with its placeholders filled in. */
    static String text(String language, String key, Object... values) {
        String text = find(language, key);
        return new MessageFormat(text, Locale.forLanguageTag(language)).format(values);
    }

    private static String find(String language, String key) {
        for (Bundle bundle : Bundle.values()) {
            Map<String, String> sentences = bundle.in(language);
            if (sentences.containsKey(key)) {
                return sentences.get(key);
            }
        }
        throw new AssertionError("there is no sentence " + key + " in " + language);
    }
}
