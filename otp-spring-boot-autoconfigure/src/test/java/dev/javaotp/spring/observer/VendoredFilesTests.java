package dev.javaotp.spring.observer;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files of others that the page is made with are those of {@code THIRD-PARTY.md}.
 */
class VendoredFilesTests {

	private static final ClassPathResource LIST = new ClassPathResource("META-INF/otp-observer/vendor/THIRD-PARTY.md");

	@Test
	void areTheListedOnesByteForByte() throws Exception {
		assertThat(present()).isEqualTo(listed());
	}

	@Test
	void comeWithTheirLicences() throws IOException {
		assertThat(LIST.getContentAsString(StandardCharsets.UTF_8)).contains("Apache License, Version 2.0",
				"Permission is hereby granted, free of charge", "Copyright (c) 2015-present Jason Miller",
				"Copyright (c) 2022 Leon Sorokin");
	}

	/** From the rows {@code | file | package | version | path | licence | checksum |}. */
	private static Map<String, String> listed() throws IOException {
		Map<String, String> checksums = new TreeMap<>();
		LIST.getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.filter((line) -> line.startsWith("|"))
			.skip(2)
			.map((row) -> Arrays.stream(row.split("\\|")).map(String::strip).toList())
			.forEach((cells) -> checksums.put(cells.get(1), cells.getLast()));
		return checksums;
	}

	private static Map<String, String> present() throws IOException, URISyntaxException, NoSuchAlgorithmException {
		Map<String, String> checksums = new TreeMap<>();
		try (Stream<Path> files = Files.list(Path.of(LIST.getURL().toURI()).getParent())) {
			for (Path file : files.filter((path) -> !path.endsWith(LIST.getFilename())).toList()) {
				byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
				checksums.put(file.getFileName().toString(), HexFormat.of().formatHex(digest));
			}
		}
		return checksums;
	}

}
