#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace stompjar
{

/** The user called us wrongly: exit status 2. */
struct UsageError : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/** `--name value` pairs and flags of a command line. */
class Arguments
{
public:
    /** @param named  options that take a value
        @param flags  options that do not
        @throws UsageError for anything else */
    Arguments (int count, char** words, const std::vector<std::string>& named, const std::vector<std::string>& flags);

    bool has (const std::string& name) const;

    /** @throws UsageError if it is not given */
    std::string required (const std::string& name) const;

    /** The last one given, or the fallback. */
    std::string optional (const std::string& name, const std::string& fallback) const;

    /** All values of an option that may be given again and again. */
    std::vector<std::string> all (const std::string& name) const;

private:
    struct Option { std::string name, value; };
    std::vector<Option> options;
};

/** A whole number of at least `least`. @throws UsageError naming the option */
int wholeNumber (const std::string& option, const std::string& text, int least);

}
