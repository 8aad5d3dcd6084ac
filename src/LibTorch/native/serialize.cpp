// Tensor files as torch::save writes them.
#include "shim.h"

#include <torch/csrc/jit/api/compilation_unit.h>
#include <torch/serialize/archive.h>

using namespace midsl;

MIDSL_EXPORT int32_t midsl_tensor_save(void* handle, const char* path) {
  return guarded<int32_t>(-1, [&] {
    torch::serialize::OutputArchive archive(std::make_shared<torch::jit::CompilationUnit>());
    archive.write("0", borrow(handle));  // the name that torch::save gives a lone tensor
    archive.save_to(std::string(path));
    return 0;
  });
}

MIDSL_EXPORT int32_t midsl_tensor_load(const char* path, Result* result) {
  return guarded<int32_t>(-1, [&] {
    torch::serialize::InputArchive archive;
    archive.load_from(std::string(path));
    at::Tensor tensor;
    archive.read("0", tensor);
    *result = wrap(std::move(tensor), false);
    return 0;
  });
}
