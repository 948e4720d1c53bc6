package dev.gatehouse.password.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordListTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"123456", "password", "qwerty", "dragon", "passw0rd", "PASSWORD", "iloveyou"})
    void theShippedListContainsCommonPasswords(String password) throws IOException {
        assertThat(PasswordList.shipped().contains(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Xk7!mq2#Lw", "correct horse battery staple", "\ud800"})
    void theShippedListDoesNotContainUncommonPasswords(String password) throws IOException {
        assertThat(PasswordList.shipped().contains(password)).isFalse();
    }

    @Test
    void theShippedListIsCompleteAndSorted() throws IOException {
        byte[] file =
                PasswordList.class.getResourceAsStream("common-passwords.bin").readAllBytes();
        assertThat(file.length % 6).isZero();
        byte[] before = new byte[6];
        for (int at = 0; at < file.length; at += 6) {
            byte[] next = Arrays.copyOfRange(file, at, at + 6);
            assertThat(Arrays.compareUnsigned(next, before)).isPositive();
            before = next;
        }
        assertThat(PasswordList.shipped().description()).contains(String.format("%,d", file.length / 6));
    }

    @Test
    void aTextFileHasAPasswordOnEachLineInAnyCase() throws IOException {
        PasswordList list = PasswordList.open(file("Hunter2\r\ncorrect horse\n\n\u017b\u00f3\u0142w\nlast"));
        assertThat(List.of("Hunter2", "hunter2", "HUNTER2", "correct horse", "\u017b\u00d3\u0141W", "last"))
                .allMatch(password -> contains(list, password));
        assertThat(List.of("", "hunter", "hunter22", "correct")).noneMatch(password -> contains(list, password));
    }

    @Test
    void aTextFileMayContainInvalidUtf8() throws IOException {
        Path file = Files.write(folder.resolve("list"), new byte[] {'a', (byte) 0xff, '\n', 'b', '\n'});
        assertThat(PasswordList.open(file).contains("b")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "50", "5000", "60000"})
    void everyHashOfASortedFileIsFoundAndNoOther(int size) throws IOException {
        PasswordList list = PasswordList.open(hashes(size, "\n", UnaryOperator.identity()));
        assertThat(list).isInstanceOf(HashFile.class);
        IntStream.range(0, size).forEach(number -> assertThat(contains(list, "p" + number))
                .as("p%d", number)
                .isTrue());
        IntStream.range(0, 20_000).forEach(number -> assertThat(contains(list, "q" + number))
                .as("q%d", number)
                .isFalse());
    }

    @Test
    void aSortedFileMayHaveCountsCrLfLowerCaseDigitsAndNoFinalLineBreak() throws IOException {
        for (String end : List.of("\n", "\r\n")) {
            Path file = hashes(
                    3000,
                    end,
                    hash -> hash.toLowerCase(Locale.ROOT) + ":"
                            + hash.hashCode() % 1000 * (hash.hashCode() < 0 ? -1 : 1));
            Files.writeString(file, Files.readString(file).strip());
            PasswordList list = PasswordList.open(file);
            IntStream.range(0, 3000).forEach(number -> assertThat(contains(list, "p" + number))
                    .as("p%d", number)
                    .isTrue());
            assertThat(list.contains("q1")).isFalse();
        }
    }

    @Test
    void aFileWithUnevenlyDistributedHashesIsSearchedToo() throws IOException {
        List<String> clustered = IntStream.range(0, 40_000)
                .mapToObj("AAAAAAAAAAAAAAAA%024X"::formatted)
                .collect(Collectors.toList());
        String last = HexFormat.of().withUpperCase().formatHex(Sha1.of("only me"));
        clustered.add(last);
        Path file = file(clustered.stream().sorted().collect(Collectors.joining("\n", "", "\n")));
        PasswordList list = PasswordList.open(file);
        assertThat(list.contains("only me")).isTrue();
        assertThat(list.contains("not me")).isFalse();
    }

    @Test
    void aFolderHasAFileForEachHashPrefix() throws IOException {
        for (String extension : List.of("", ".txt")) {
            Path files = Files.createDirectory(folder.resolve("ranges" + extension));
            for (String prefix : List.of("00000", "FFFFF")) {
                Files.writeString(files.resolve(prefix + extension), "0".repeat(35) + ":1\r\n");
            }
            String hash = HexFormat.of().withUpperCase().formatHex(Sha1.of("Hunter2"));
            Files.writeString(
                    files.resolve(hash.substring(0, 5) + extension),
                    "0".repeat(35) + ":7\r\n" + hash.substring(5) + ":17\r\n");
            PasswordList list = PasswordList.open(files);
            assertThat(list.contains("Hunter2")).isTrue();
            assertThatThrownBy(() -> list.contains("not there")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void invalidListsAreRejectedWithTheReason() throws IOException {
        assertRejected(folder.resolve("missing"), "there is no readable file or folder");
        assertRejected(file(""), "is empty");
        assertRejected(
                folder,
                "has no readable file 00000; it must hold one for each of 00000 to FFFFF, with or without .txt");
        assertRejected(
                file(("0123456789ABCDEF".repeat(2) + ":5\n").repeat(20)),
                "has hashes of 32 digits, as NTLM and MD5 have; SHA-1 has 40");
        assertRejected(file(("0123456789ABCDEF".repeat(4) + "\n").repeat(20)), "has hashes of 64 digits; SHA-1 has 40");
        assertRejected(
                file(Stream.of("p1", "p2", "p3", "p4", "p5", "p6")
                        .map(word -> HexFormat.of().formatHex(Sha1.of(word)))
                        .sorted(Comparator.reverseOrder())
                        .collect(Collectors.joining("\n"))),
                "is not sorted by hash");
        assertRejected(
                file("x\n".repeat(FingerprintList.MOST + 1)), "bring longer lists as a sorted file of SHA-1 hashes");
    }

    @Test
    void truncatingAFileInUseIsAnError() throws IOException {
        Path file = hashes(5000, "\n", UnaryOperator.identity());
        PasswordList list = PasswordList.open(file);
        Files.writeString(file, "");
        assertThatThrownBy(() -> list.contains("p1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("shorter");
    }

    private void assertRejected(Path path, String why) {
        assertThatThrownBy(() -> PasswordList.open(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    private Path hashes(int size, String end, UnaryOperator<String> line) throws IOException {
        return file(IntStream.range(0, size)
                .mapToObj(number -> HexFormat.of().withUpperCase().formatHex(Sha1.of("p" + number)))
                .sorted()
                .map(line)
                .collect(Collectors.joining(end, "", end)));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "list", ""), text, StandardCharsets.UTF_8);
    }

    private static boolean contains(PasswordList list, String password) {
        try {
            return list.contains(password);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
