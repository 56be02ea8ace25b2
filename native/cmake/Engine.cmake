# The engine's jars. Maven runs only when a source or a pom of the engine is newer than its jar.

find_program(MAVEN mvn REQUIRED)

set(STOMPJAR_ENGINE_JAR "${PROJECT_SOURCE_DIR}/java/engine/target/stompjar-engine-${PROJECT_VERSION}.jar")
set(STOMPJAR_ENGINE_LIBS "${PROJECT_SOURCE_DIR}/java/engine/target/lib")

file(GLOB_RECURSE engine_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/java/engine/src/main/*")

# Ninja does not notice a source that is gone: the list of them, a file, tells.
set(engine_list "${CMAKE_CURRENT_BINARY_DIR}/engine-sources.txt")
file(CONFIGURE OUTPUT "${engine_list}" CONTENT "${engine_sources}")

# The touch: Maven leaves the jar alone when its content would be the same, and Ninja would ask again and again.
# The libraries are collected afresh: of one that got a new version, Maven would leave the old one beside it.
add_custom_command(OUTPUT "${STOMPJAR_ENGINE_JAR}"
    COMMAND "${CMAKE_COMMAND}" -E rm -rf "${STOMPJAR_ENGINE_LIBS}"
    COMMAND "${CMAKE_COMMAND}" -E env "JAVA_HOME=${STOMPJAR_JDK}"
            "${MAVEN}" -q -B -DskipTests -pl java/engine -am package
    COMMAND "${CMAKE_COMMAND}" -E touch "${STOMPJAR_ENGINE_JAR}"
    DEPENDS ${engine_sources} "${engine_list}" "${PROJECT_SOURCE_DIR}/pom.xml" "${PROJECT_SOURCE_DIR}/java/engine/pom.xml"
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Building the engine's jar with Maven"
    VERBATIM)
add_custom_target(engine DEPENDS "${STOMPJAR_ENGINE_JAR}")
