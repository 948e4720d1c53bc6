package dev.gatehouse.password.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gatehouse.password.list.PasswordList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Any file is accepted as a list or rejected; a check never fails with anything but an I/O error. */
class HashFileFuzzTest {

    private static final String HASHES = "0000000000000000000000000000000000000001:5\r\n".repeat(10);

    @FuzzTest(maxDuration = "5s")
    void everyFileIsAListOrRejected(FuzzedDataProvider data) throws IOException {
        Path file = Files.createTempFile("list", "");
        try {
            Files.writeString(file, (data.consumeBoolean() ? HASHES : "") + data.consumeString(20_000));
            PasswordList.open(file).contains("Passw0rd!");
        } catch (IOException rejected) {
            // a valid result
        } finally {
            Files.delete(file);
        }
    }
}
